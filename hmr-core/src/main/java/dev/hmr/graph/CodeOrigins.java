package dev.hmr.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the code behind an object comes from.
 *
 * @param methods that a lambda or method reference runs, or that return the object
 * @param instances classes (internal names) that the object may be an instance of
 */
public record CodeOrigins(Set<Member> methods, Set<String> instances) {
    public static CodeOrigins none() {
        return new CodeOrigins(Set.of(), Set.of());
    }

    public static CodeOrigins method(Member method) {
        return new CodeOrigins(Set.of(method), Set.of());
    }

    public static CodeOrigins instance(String className) {
        return new CodeOrigins(Set.of(), Set.of(className));
    }

    /** All methods of a class, static and lambda bodies included. */
    public static CodeOrigins everythingIn(ClassFile file) {
        return new CodeOrigins(
                file.methods().keySet().stream()
                        .map(method -> Member.method(file.name(), method))
                        .collect(Collectors.toSet()),
                Set.of());
    }

    public boolean isEmpty() {
        return methods.isEmpty() && instances.isEmpty();
    }

    public CodeOrigins and(CodeOrigins other) {
        return union(List.of(this, other));
    }

    public static CodeOrigins union(Collection<CodeOrigins> all) {
        Set<Member> methods = new HashSet<>();
        Set<String> instances = new HashSet<>();
        for (CodeOrigins origins : all) {
            methods.addAll(origins.methods);
            instances.addAll(origins.instances);
        }
        return new CodeOrigins(methods, instances);
    }
}
