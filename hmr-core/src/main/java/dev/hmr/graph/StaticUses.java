package dev.hmr.graph;

import java.util.Set;
import java.util.stream.Collectors;

/** Which classes' static members a method uses: what they hold is within its reach. */
public final class StaticUses {
    private StaticUses() {}

    /** The classes (internal names) that the methods of this name in a class use statically, that class included. */
    public static Set<String> of(ClassFile file, String method) {
        Set<String> used = file.calls().methods().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(method + "("))
                .flatMap(entry -> entry.getValue().initialized().stream())
                .collect(Collectors.toSet());
        used.add(file.name());
        return used;
    }
}
