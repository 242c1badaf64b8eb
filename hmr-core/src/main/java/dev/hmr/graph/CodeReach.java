package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What code of the project runs when a method does, at most: its calls followed forwards, by class hierarchy analysis as in
 * {@link CallGraph}. Libraries may ask objects whatever they know their types by. That is asked of objects made on the way, and of those
 * that were there before and come in through parameters, fields and casts; what comes in as a collection, a function or a plain
 * object may run anything.
 */
public final class CodeReach {
    private final TypeHierarchy classes;
    private final Predicate<Member> perRequest;
    private final Set<Member> methods = new HashSet<>();
    private final Deque<Member> open = new ArrayDeque<>();
    private final Set<String> made = new HashSet<>();
    private final Set<String> named = new HashSet<>();
    private final Deque<String> openNames = new ArrayDeque<>();
    /** Fields that hold what it may run, if that was not put there on the way. */
    private final Set<Member> trusted = new HashSet<>();

    private @Nullable String unbounded;

    private final boolean isInitializer;

    private CodeReach(TypeHierarchy classes, Predicate<Member> perRequest, boolean isInitializer) {
        this.classes = classes;
        this.perRequest = perRequest;
        this.isInitializer = isInitializer;
    }

    /** @param perRequest methods of a library's types that it calls for requests only: who registers an object has run nothing */
    static CodeReach from(Member start, TypeHierarchy classes, Predicate<Member> perRequest) {
        CodeReach reach = new CodeReach(classes, perRequest, start.equals(Member.initializer(start.owner())));
        reach.begin(start);
        while (reach.unbounded == null && !(reach.open.isEmpty() && reach.openNames.isEmpty())) {
            if (reach.openNames.isEmpty()) {
                reach.follow(reach.open.remove());
            } else {
                reach.takeApart(reach.openNames.remove());
            }
        }
        reach.verifyTrust();
        return reach;
    }

    private void begin(Member start) {
        visit(start);
        if (isInitializer) {
            // It runs once and is asked one thing only: whether it hands out objects. All else the call graph tells.
            return;
        }
        comeIn("L" + start.owner() + ";", start);
        for (Type parameter : Type.getArgumentTypes(start.descriptor())) {
            comeIn(parameter.getDescriptor(), start);
        }
        // Libraries may have been handed any of these before.
        for (ClassFile file : classes.all()) {
            if (!classes.foreignSupertypes(file.name()).stream().allMatch(Names::isOfJdk)) {
                make(file.name());
            }
        }
    }

    /** The method, by name, by which it may run what nothing shows; null if all that it may run is known. */
    public @Nullable String unbounded() {
        return unbounded;
    }

    /** Why it may run any of these methods, to follow "it"; empty if it does not. */
    public Optional<String> meeting(Set<Member> others) {
        return unbounded != null
                ? Optional.of("may run anything by " + unbounded)
                : others.stream()
                        .filter(methods::contains)
                        .map(method -> "may have run " + method)
                        .min(Comparator.naturalOrder());
    }

    private void follow(Member method) {
        boolean isDeclared = false;
        for (String owner : classes.related(method.owner())) {
            methods.add(new Member(owner, method.name(), method.descriptor()));
            ClassFile file = classes.get(owner);
            MethodCode code = file == null ? null : file.calls().methods().get(method.name() + method.descriptor());
            if (file != null && code != null) {
                isDeclared = true;
                follow(file, code);
            }
        }
        if (!isDeclared && !isInitializer(method) && classes.get(method.owner()) != null) {
            // Inherited from a library.
            callLibrary(method);
        }
    }

    private void follow(ClassFile file, MethodCode code) {
        if (!isInitializer) {
            followUnseen(file, code);
        }
        for (Member callee : code.calls()) {
            boolean handedOn = code.references().contains(callee) && isPerRequest(code, callee);
            if (classes.get(callee.owner()) == null) {
                if (!handedOn) {
                    callLibrary(callee);
                }
            } else if (!handedOn) {
                visit(callee);
            }
        }
        for (String lambda : code.lambdas()) {
            Member body = Member.method(file.name(), lambda);
            if (!isPerRequest(code, body)) {
                visit(body);
            }
        }
        code.initialized().forEach(this::initialize);
        code.instantiated().forEach(this::make);
    }

    /** What may run without a call that names it. */
    private void followUnseen(ClassFile file, MethodCode code) {
        code.reflection().stream().findFirst().ifPresent(this::unbound);
        if (!code.services().isEmpty()) {
            unbound("ServiceLoader");
        }
        code.reads().stream()
                .filter(field -> classes.contains(field.owner()))
                .forEach(field -> comeIn(field.descriptor(), field));
        code.casts().forEach(type -> comeIn(type, new Member(file.name(), "a cast", type)));
        code.literals().forEach(this::name);
    }

    /**
     * An object that was made before, or elsewhere.
     *
     * @param type as a descriptor
     */
    private void comeIn(String type, Member through) {
        Type known = Type.getType(type);
        String name = Names.elementClass(known);
        ClassFile holder = classes.get(through.owner());
        Integer access = holder == null ? null : holder.fieldAccess(through.name(), type);
        if (classes.contains(name)) {
            classes.withSubtypes(name).forEach(this::make);
        } else if (!LibraryTypes.mayCarryAnything(known)) {
            return;
        } else if (access != null && (access & Opcodes.ACC_STATIC) == 0) {
            trusted.add(through);
        } else {
            unbound(through.toString());
        }
    }

    /** An object that was made on the way holds what it was given on the way. */
    private void verifyTrust() {
        if (unbounded != null || trusted.isEmpty()) {
            return;
        }
        for (ClassFile file : classes.all()) {
            file.calls().methods().forEach((name, code) -> {
                Member method = Member.method(file.name(), name);
                code.writes().stream()
                        .filter(field -> trusted.contains(field) && !methods.contains(method))
                        .forEach(field -> unbound(field.toString()));
            });
        }
    }

    private boolean isPerRequest(MethodCode code, Member body) {
        Set<Member> methods = code.implemented().getOrDefault(body, Set.of());
        return !methods.isEmpty() && methods.stream().allMatch(method -> isPerRequest(method.owner(), method));
    }

    /** Whether what calls a method of a type's objects are requests only. */
    private boolean isPerRequest(String type, Member method) {
        return !isInitializer(method)
                && classes.foreignSupertypes(type).stream()
                        .anyMatch(foreign -> perRequest.test(new Member(foreign, method.name(), method.descriptor())));
    }

    /** Of a class or an object. */
    private static boolean isInitializer(Member method) {
        return method.name().startsWith("<");
    }

    private void visit(Member method) {
        if (methods.add(method)) {
            open.add(method);
        }
    }

    private void unbound(String why) {
        unbounded = why;
    }

    private void initialize(String className) {
        for (String type : classes.withSupertypes(className)) {
            visit(Member.initializer(type));
        }
    }

    /** An object: its class is initialized, and libraries may call what they know it by. */
    private void make(String className) {
        if (!made.add(className)) {
            return;
        }
        initialize(className);
        boolean isKnown = !classes.foreignSupertypes(className).isEmpty();
        for (String type : classes.withSupertypes(className)) {
            ClassFile file = classes.get(type);
            Map<String, Integer> declared = file == null ? Map.of() : file.methods();
            declared.forEach((name, access) -> {
                Member method = Member.method(type, name);
                boolean isOffered = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0
                        && !isInitializer(method)
                        && (isKnown || CallGraph.isOfObject(method));
                if (isOffered && !isPerRequest(className, method)) {
                    visit(method);
                }
            });
        }
    }

    private void name(String className) {
        if (classes.contains(className) && named.add(className)) {
            openNames.add(className);
        }
    }

    /**
     * A class object: containers make objects of it, of what these need to be made, and of what implements that, and call
     * whatever is annotated.
     */
    private void takeApart(String className) {
        for (String type : classes.withSubtypes(className)) {
            make(type);
            ClassFile file = classes.get(type);
            if (file == null) {
                continue;
            }
            for (String method : file.methods().keySet()) {
                Member member = Member.method(type, method);
                if (!method.startsWith(MethodCalls.LAMBDA) && !isPerRequest(type, member)) {
                    visit(member);
                    for (Type parameter : Type.getArgumentTypes(member.descriptor())) {
                        name(Names.elementClass(parameter));
                    }
                }
            }
            for (String field : file.fields()) {
                name(Names.elementClass(Type.getType(field.substring(field.indexOf(':') + 1))));
            }
        }
    }

    private void callLibrary(Member method) {
        if (isPerRequest(method.owner(), method)) {
            unbound(method.toString());
        } else if (!LibraryTypes.keepToThemselves(method.owner())) {
            for (Type parameter : Type.getArgumentTypes(method.descriptor())) {
                if (LibraryTypes.mayCarryAnything(parameter)) {
                    unbound(method.toString());
                }
            }
        }
    }
}
