package dev.hmr.graph;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Whether anybody could tell that a method which others may call, or a static field, does not stand in its class: by
 * reflection, or because it overrides or is overridden. Session thread only.
 */
public final class Concealment {
    /** Methods that libraries look for by name. */
    private static final Set<String> FOUND_BY_NAME = Set.of("main", "valueOf", "fromString", "premain", "agentmain");

    private final ClassIndex classes;
    private final CallGraph calls;

    /**
     * Asks these, as they are whenever a question is asked.
     *
     * @param classes all classes of the project
     */
    public Concealment(ClassIndex classes, CallGraph calls) {
        this.classes = classes;
        this.calls = calls;
    }

    /** Why a method that is not private cannot be added without others noticing, to follow "because"; empty if it can. */
    public Optional<String> obstacle(ClassFile file, ClassNode declared, MethodNode method) {
        boolean ordinary = (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0
                && !method.name.startsWith("<")
                && !file.isInterface()
                && !file.isEnum()
                && !file.isRecord();
        if (!ordinary || Declarations.isAnnotated(method) || isLookedFor(method)) {
            return Optional.of("reflection would not see " + method.name);
        }
        if (isOpen(method.access) && !calls.isCalled(new Member(file.name(), method.name, method.desc))) {
            return Optional.of(method.name + " is new, and no code of the project calls it");
        }
        return isLookedAt(file.name())
                .or(() -> inherited(file, method.name + method.desc))
                .or(() -> isStatic(method.access) ? Optional.empty() : overriding(file, declared, method.name));
    }

    /** Why a static field cannot be added without others noticing, to follow "because"; empty if it can. */
    public Optional<String> obstacle(ClassFile file, FieldNode field) {
        boolean ordinary = (field.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ENUM)) == 0 && !file.isInterface();
        if (!ordinary || Declarations.isAnnotated(field)) {
            return Optional.of("reflection would not see " + field.name);
        }
        boolean isAlone = file.supertypes().equals(Set.of("java/lang/Object"))
                && classes.directSubtypesOf(file.name()).isEmpty();
        if ((field.access & Opcodes.ACC_PRIVATE) == 0 && !isAlone) {
            return Optional.of(field.name + " is new, and may hide one that is inherited");
        }
        return isLookedAt(file.name());
    }

    /** Why classes of a unit cannot be in nests of their own without others noticing, to follow "because"; empty if they can. */
    public Optional<String> nestObstacle(Map<String, ClassFile> unit) {
        return classes.all().stream()
                .filter(ClassFile::asksForNests)
                .map(file ->
                        Names.simple(file.name()) + " asks classes for their nest or the method that they stand in")
                .findFirst()
                .or(() -> unit.values().stream()
                        .filter(ClassFile::actsForNest)
                        .map(file -> Names.simple(file.name()) + " uses members by reflection, as only its nest may")
                        .findFirst());
    }

    /** Whether a class (internal name) is one of the project's. */
    public boolean isOfProject(String className) {
        return classes.get(className) != null;
    }

    /** Whether nobody could tell that constants of a class are other than declared: they are compiled into the code. */
    public boolean hidesConstants(String className) {
        return isLookedAt(className).isEmpty();
    }

    /** Whether a class has members in place only that must not be concealed any longer. */
    public boolean isOutgrown(String className, UnitVersion version) {
        ClassFile declared = version.inputs().get(className);
        ClassFile running = version.classes().get(className);
        if (declared == null || running == null) {
            return false;
        }
        if (!version.nests().areWhole() && nestObstacle(version.inputs()).isPresent()) {
            return true;
        }
        Set<Integer> added = new HashSet<>();
        declared.methods().forEach((method, access) -> {
            if ((access & Opcodes.ACC_PRIVATE) == 0 && !running.methods().containsKey(method)) {
                added.add(access);
            }
        });
        boolean constants = !sharedConstants(declared).equals(sharedConstants(running));
        boolean fields = !running.staticVariables().containsAll(declared.staticVariables());
        return (!added.isEmpty() || constants || fields)
                && (isLookedAt(className).isPresent()
                        || (!added.isEmpty()
                                && !classes.directSubtypesOf(className).isEmpty()
                                && !added.stream().allMatch(Concealment::isStatic)));
    }

    /** A digest of each constant that is not private. */
    private static Map<String, Long> sharedConstants(ClassFile file) {
        Map<String, Long> constants = new HashMap<>(file.code().members());
        constants.keySet().removeIf(field -> !file.constantFields().contains(field) || file.isPrivateField(field));
        return constants;
    }

    private static boolean isOpen(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    private static boolean isStatic(int access) {
        return (access & Opcodes.ACC_STATIC) != 0;
    }

    private static boolean isLookedFor(MethodNode method) {
        if (isStatic(method.access)) {
            return FOUND_BY_NAME.contains(method.name);
        }
        boolean isPublic = (method.access & Opcodes.ACC_PUBLIC) != 0;
        boolean isValue = Type.getArgumentCount(method.desc) == 0 && !method.desc.endsWith("V");
        // Templates and mappers read values from methods without parameters, whatever their names.
        return (isPublic && isValue) || method.name.matches("(get|is|set)\\P{Lower}.*");
    }

    /** Whoever has the class object can ask it for its methods, those that it inherits among them. */
    private Optional<String> isLookedAt(String className) {
        for (ClassFile any : classes.all()) {
            if (any.asksForMembers()) {
                return Optional.of(Names.simple(any.name()) + " looks for members by reflection");
            }
        }
        return classes.withSubtypes(className).stream()
                .filter(type -> Stream.concat(Stream.of(type), classes.usersOf(type).stream())
                        .map(classes::get)
                        .anyMatch(user -> user != null && user.classObjects().contains(type)))
                .map(type -> "code can ask " + Names.simple(type) + ".class for its members")
                .findFirst();
    }

    /** A supertype that declares it: calls that run that one now might have to run the new one. */
    private Optional<String> inherited(ClassFile file, String method) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(file.supertypes());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!seen.add(name)) {
                continue;
            }
            ClassFile type = classes.get(name);
            if (type != null) {
                open.addAll(type.supertypes());
            }
            if (type != null ? type.methods().containsKey(method) : mayDeclare(name, method)) {
                return Optional.of(method.substring(0, method.indexOf('(')) + " may be a method of "
                        + Names.simple(name) + " as well");
            }
        }
        return Optional.empty();
    }

    /** Classes of the JDK can be asked; others are not loaded only to look at them. */
    private static boolean mayDeclare(String name, String method) {
        if (!Names.isOfJdk(name)) {
            return true;
        }
        try {
            Class<?> type = Class.forName(Names.binary(name), false, ClassLoader.getPlatformClassLoader());
            return Stream.concat(Arrays.stream(type.getMethods()), inherited(type))
                    .anyMatch(known -> method.equals(known.getName() + Type.getMethodDescriptor(known)));
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    private static Stream<Method> inherited(Class<?> type) {
        return Stream.<@Nullable Class<?>>iterate(type, above -> above != null, above -> above.getSuperclass())
                .flatMap(above -> above == null ? Stream.empty() : Arrays.stream(above.getDeclaredMethods()));
    }

    private Optional<String> overriding(ClassFile file, ClassNode declared, String method) {
        if (!classes.directSubtypesOf(file.name()).isEmpty()) {
            return Optional.of(method + " is new, and " + Names.simple(file.name()) + " has subclasses");
        }
        // Frameworks make subclasses of what they know by its annotations.
        boolean known = declared.visibleAnnotations != null && !declared.visibleAnnotations.isEmpty();
        return known
                ? Optional.of(method + " is new, and " + Names.simple(file.name()) + " is annotated")
                : Optional.empty();
    }
}
