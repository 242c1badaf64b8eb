package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Which project code can run which: a conservative call graph by class hierarchy analysis (Dean, Grove, Chambers; ECOOP
 * 1995), asked backwards. What a class offers to callers outside the project, such as a JSON mapper, counts as run by
 * whoever instantiates the class. Kept up to date with each change; an answer costs what depends on the change. Session
 * thread only.
 */
public final class CallGraph {
    private final TypeHierarchy classes = new TypeHierarchy();
    private final Map<Member, Set<Member>> callers = new HashMap<>();
    private final Map<String, Set<Member>> instantiators = new HashMap<>();
    private final Map<String, Set<Member>> initializers = new HashMap<>();
    private final Map<String, Set<Member>> usersOfServices = new HashMap<>();

    public CallGraph(Collection<ClassFile> files) {
        files.forEach(this::put);
    }

    /** Takes over changes, and tells what code they concern: by the calls as they were and as they are now. */
    public ChangedCode update(Collection<ClassChange> changes) {
        Map<String, @Nullable ClassFile> before = new HashMap<>();
        Map<String, @Nullable ClassFile> after = new HashMap<>();
        for (ClassChange change : changes) {
            before.put(change.name(), classes.get(change.name()));
            after.put(change.name(), change.after());
        }
        Set<String> grown = grown(before, after);
        Walk walk = new Walk(true).without(grown);
        Walk ran = new Walk(false).without(grown);
        Walk full = grown.isEmpty() ? walk : new Walk(true);
        Walk fullRan = grown.isEmpty() ? ran : new Walk(false);
        List<Walk> walks = grown.isEmpty() ? List.of(walk, ran) : List.of(walk, ran, full, fullRan);
        walks.forEach(each -> {
            before.forEach((name, file) -> each.begin(file, after.get(name)));
            each.run();
        });
        after.forEach((name, file) -> {
            remove(name);
            if (file != null) {
                put(file);
            }
        });
        walks.forEach(each -> {
            each.again();
            after.forEach((name, file) -> each.begin(file, before.get(name)));
            each.run();
        });
        ChangedCode changed = concerned(full, fullRan);
        ChangedCode again = full == walk ? changed : concerned(walk, ran);
        changed.initializedAgain().addAll(again.initializers());
        before.forEach((name, file) -> changed.edited().addAll(edited(file, after.get(name))));
        grown.forEach(name -> changed.edited().remove(Member.initializer(name)));
        return changed;
    }

    /** The methods of a class that are not the same in two versions of it; those of a class that is new or gone, too. */
    private static Set<Member> edited(@Nullable ClassFile before, @Nullable ClassFile after) {
        Set<Member> edited = new HashSet<>();
        for (ClassFile file : Stream.of(before, after).filter(Objects::nonNull).toList()) {
            ClassFile other = file == before ? after : before;
            Set<String> methods = other == null ? file.methods().keySet() : file.changedMethods(other);
            methods.forEach(method -> edited.add(Member.method(file.name(), method)));
        }
        return edited;
    }

    /** The classes whose static initializers only give fields that are new their first values, or no longer do. */
    private Set<String> grown(Map<String, @Nullable ClassFile> before, Map<String, @Nullable ClassFile> after) {
        Set<String> grown = new HashSet<>();
        after.forEach((name, file) -> {
            ClassFile last = before.get(name);
            if (file != null
                    && last != null
                    && InitialValues.areAllThatDiffers(
                            last, file, type -> classes.contains(type) || after.containsKey(type))) {
                grown.add(name);
            }
        });
        return grown;
    }

    /**
     * What code changes of some resource files concern, as it would changes of the methods that name them.
     *
     * @param perRequest code that runs for each request, and so reads again whenever it reads: who only registers it has
     *     read nothing
     */
    public ChangedCode naming(Collection<String> files, CodeOrigins perRequest) {
        NamedFiles named = new NamedFiles(files);
        Walk walk = new Walk(true, perRequest);
        Walk ran = new Walk(false, perRequest);
        for (ClassFile file : classes.all()) {
            for (String method : named.methodsOf(file)) {
                walk.visit(Member.method(file.name(), method));
                ran.visit(Member.method(file.name(), method));
            }
        }
        walk.run();
        ran.run();
        ChangedCode changed = concerned(walk, ran);
        changed.initializedAgain().addAll(changed.initializers());
        return changed;
    }

    private ChangedCode concerned(Walk walk, Walk ran) {
        walk.result.ran().addAll(ran.result.methods());
        walk.result.methods().stream()
                .filter(method -> method.equals(Member.initializer(method.owner())))
                .filter(initializer -> reach(initializer, method -> false).unbounded() != null)
                .forEach(walk.result.ran()::add);
        return walk.result;
    }

    /** What code any edit at all of these classes (internal names) may concern, by the calls as they are now. */
    public ChangedCode concernedBy(Collection<String> edited) {
        Walk walk = new Walk(true);
        edited.forEach(name -> walk.begin(classes.get(name), null));
        walk.run();
        return walk.result;
    }

    /** Whether any project code names a method, of its class or of one that inherits it. */
    boolean isCalled(Member method) {
        return classes.related(method.owner()).stream()
                .anyMatch(owner -> callers.containsKey(new Member(owner, method.name(), method.descriptor())));
    }

    /** A digest of the code in some places itself, whatever it calls; a lambda body is the same under any number. */
    public long digest(CodeOrigins origins) {
        long digest = 0;
        for (Member method : origins.methods()) {
            ClassFile file = classes.get(method.owner());
            if (file != null) {
                String name = method.name().startsWith(MethodCalls.LAMBDA) ? "" : method.name();
                long code = file.methodDigests().methods().getOrDefault(method.name() + method.descriptor(), 0L);
                digest += code * 31 + method.owner().hashCode() + name.hashCode();
            }
        }
        for (String instance : origins.instances()) {
            digest += instance.hashCode();
        }
        return digest;
    }

    /**
     * What a method runs when it runs, at most, by the calls as they are now.
     *
     * @param perRequest methods of a library's types that it calls for requests only
     */
    public CodeReach reach(Member method, Predicate<Member> perRequest) {
        return CodeReach.from(method, classes, perRequest);
    }

    private @Nullable MethodCalls callsOf(String className) {
        ClassFile file = classes.get(className);
        return file == null ? null : file.calls();
    }

    private void put(ClassFile file) {
        String name = file.name();
        classes.put(file);
        file.calls().methods().forEach((method, code) -> {
            Member caller = Member.method(name, method);
            code.calls().forEach(callee -> link(callers, callee, caller));
            code.lambdas().forEach(lambda -> link(callers, Member.method(name, lambda), caller));
            code.instantiated().forEach(type -> link(instantiators, type, caller));
            code.initialized().forEach(type -> link(initializers, type, caller));
            code.services().forEach(type -> link(usersOfServices, type, caller));
        });
    }

    private void remove(String name) {
        ClassFile file = classes.remove(name);
        if (file == null) {
            return;
        }
        file.calls().methods().forEach((method, code) -> {
            Member caller = Member.method(name, method);
            code.calls().forEach(callee -> unlink(callers, callee, caller));
            code.lambdas().forEach(lambda -> unlink(callers, Member.method(name, lambda), caller));
            code.instantiated().forEach(type -> unlink(instantiators, type, caller));
            code.initialized().forEach(type -> unlink(initializers, type, caller));
            code.services().forEach(type -> unlink(usersOfServices, type, caller));
        });
    }

    private static <K, V> void link(Map<K, Set<V>> edges, K from, V to) {
        edges.computeIfAbsent(from, key -> new HashSet<>(4)).add(to);
    }

    private static <K, V> void unlink(Map<K, Set<V>> edges, K from, V to) {
        Set<V> targets = edges.get(from);
        if (targets != null && targets.remove(to) && targets.isEmpty()) {
            edges.remove(from);
        }
    }

    /** From changed code back to all that can run it. */
    private final class Walk {
        private final boolean byReflection;
        private final CodeOrigins perRequest;
        private final ChangedCode result = ChangedCode.none();
        private final Deque<Member> open = new ArrayDeque<>();
        private final Set<Member> seen = new HashSet<>();
        private final Set<String> seenInstances = new HashSet<>();
        private Set<String> grown = Set.of();

        /** @param byReflection whether code outside the project is taken to call whatever an object offers */
        Walk(boolean byReflection) {
            this(byReflection, CodeOrigins.none());
        }

        /** @param perRequest is not taken to have been run by who registers it */
        Walk(boolean byReflection, CodeOrigins perRequest) {
            this.byReflection = byReflection;
            this.perRequest = perRequest;
        }

        /** Passes over static fields of these classes (internal names), and their initializers. */
        Walk without(Set<String> others) {
            grown = others;
            return this;
        }

        /** Starts at what a class does that another version of it does not. */
        void begin(@Nullable ClassFile file, @Nullable ClassFile other) {
            if (file == null) {
                return;
            }
            MethodDigests own = file.methodDigests();
            MethodDigests others = other == null ? null : other.methodDigests();
            boolean sameRelations = other != null && file.supertypes().equals(other.supertypes());
            own.methods().forEach((method, digest) -> {
                boolean same = others != null
                        && (method.startsWith(MethodCalls.LAMBDA)
                                ? others.methods().containsValue(digest)
                                : Objects.equals(digest, others.methods().get(method)));
                boolean passedOver = grown.contains(file.name()) && method.startsWith("<clinit>");
                if ((!same || !sameRelations) && !passedOver) {
                    visit(Member.method(file.name(), method));
                }
            });
            boolean sameFields = others != null
                    && (grown.contains(file.name()) || own.fields().equals(others.fields()));
            if (others == null || own.shape() != others.shape() || !sameFields) {
                visitInstances(file.name());
            }
        }

        /** What was seen is looked at again, for who can run it has changed. */
        void again() {
            open.addAll(result.methods());
            Set<String> instances = Set.copyOf(seenInstances);
            seenInstances.clear();
            instances.forEach(this::visitInstances);
        }

        void run() {
            while (!open.isEmpty()) {
                Member method = open.remove();
                boolean registered = perRequest.methods().contains(method);
                for (String owner : classes.related(method.owner())) {
                    Member callee = new Member(owner, method.name(), method.descriptor());
                    callers.getOrDefault(callee, Set.of()).stream()
                            .filter(caller -> !registered || !onlyHandsOn(caller, callee))
                            .forEach(this::visit);
                }
                if (method.name().equals("<clinit>")) {
                    classes.withSubtypes(method.owner()).forEach(type -> {
                        initializers.getOrDefault(type, Set.of()).forEach(this::visit);
                        instantiators.getOrDefault(type, Set.of()).forEach(this::visit);
                    });
                } else if (isOffered(method) && !perRequest.instances().contains(method.owner())) {
                    visitInstances(method.owner());
                }
            }
        }

        private boolean onlyHandsOn(Member caller, Member callee) {
            MethodCalls calls = callsOf(caller.owner());
            MethodCode code = calls == null ? null : calls.methods().get(caller.name() + caller.descriptor());
            return code != null && code.onlyHandsOn(callee);
        }

        private void visit(Member method) {
            if (seen.add(method)) {
                result.methods().add(method);
                open.add(method);
            }
        }

        private void visitInstances(String className) {
            if (seenInstances.add(className)) {
                for (String type : classes.withSubtypes(className)) {
                    result.instances().add(type);
                    instantiators.getOrDefault(type, Set.of()).forEach(this::visit);
                }
                if (!usersOfServices.isEmpty()) {
                    visitUsersOfServices(className);
                }
            }
        }

        private void visitUsersOfServices(String provider) {
            for (String type : classes.related(provider)) {
                Set<String> services = new HashSet<>(Set.of(type));
                Optional.ofNullable(classes.get(type))
                        .map(ClassFile::supertypes)
                        .ifPresent(services::addAll);
                services.forEach(service ->
                        usersOfServices.getOrDefault(service, Set.of()).forEach(this::visit));
            }
        }

        /** Whether code outside the project can call it on an object. */
        private boolean isOffered(Member method) {
            ClassFile file = classes.get(method.owner());
            Integer access = file == null ? null : file.methodAccess(method.name(), method.descriptor());
            return access != null
                    && (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC)) == 0
                    && (byReflection || isOfObject(method) || classes.areKnownOutside(method.owner()));
        }
    }

    static boolean isOfObject(Member method) {
        return Set.of("toString", "hashCode", "equals").contains(method.name());
    }
}
