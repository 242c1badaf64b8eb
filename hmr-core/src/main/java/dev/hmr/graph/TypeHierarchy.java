package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The project's classes by what they extend and implement. Names are internal names. Session thread only. */
final class TypeHierarchy {
    /** Supertypes whose own code calls no method of the class but those of {@link Object}. */
    private static final Set<String> PLAIN = Set.of("java/lang/Object", "java/lang/Record", "java/lang/Enum");

    private final Map<String, ClassFile> classes = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();

    void put(ClassFile file) {
        classes.put(file.name(), file);
        file.supertypes()
                .forEach(type ->
                        subtypes.computeIfAbsent(type, key -> new HashSet<>(4)).add(file.name()));
    }

    /** Returns what the class was; null if there was none of the name. */
    @Nullable
    ClassFile remove(String name) {
        ClassFile file = classes.remove(name);
        if (file != null) {
            for (String type : file.supertypes()) {
                Set<String> known = subtypes.get(type);
                if (known != null && known.remove(name) && known.isEmpty()) {
                    subtypes.remove(type);
                }
            }
        }
        return file;
    }

    /** A class of the project; null if the name is of none. */
    @Nullable
    ClassFile get(String name) {
        return classes.get(name);
    }

    boolean contains(String name) {
        return classes.containsKey(name);
    }

    Collection<ClassFile> all() {
        return classes.values();
    }

    /** The classes that a call may name to run a method of this one: itself, those that inherit it, those it overrides. */
    Set<String> related(String name) {
        Set<String> related = withSubtypes(name);
        related.addAll(withSupertypes(name));
        return related;
    }

    /** The class and all that extend or implement it. */
    Set<String> withSubtypes(String name) {
        return closure(name, type -> subtypes.getOrDefault(type, Set.of()));
    }

    /** The class and those of the project that it extends or implements. */
    Set<String> withSupertypes(String name) {
        Set<String> types = closure(name, this::supertypes);
        types.removeIf(type -> !type.equals(name) && !contains(type));
        return types;
    }

    /** The types outside the project that objects of a class are known by; those that every object has do not count. */
    Set<String> foreignSupertypes(String name) {
        Set<String> types = closure(name, this::supertypes);
        types.removeIf(type -> contains(type) || PLAIN.contains(type));
        return types;
    }

    private Set<String> supertypes(String name) {
        ClassFile file = classes.get(name);
        return file == null ? Set.of() : file.supertypes();
    }

    /** Whether objects that a call to this class may mean have a type that code outside the project knows. */
    boolean areKnownOutside(String name) {
        return related(name).stream()
                .flatMap(type -> supertypes(type).stream())
                .anyMatch(type -> !contains(type) && !PLAIN.contains(type));
    }

    private static Set<String> closure(String start, Function<String, Set<String>> next) {
        Set<String> reached = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String type : next.apply(open.remove())) {
                if (reached.add(type)) {
                    open.add(type);
                }
            }
        }
        return reached;
    }
}
