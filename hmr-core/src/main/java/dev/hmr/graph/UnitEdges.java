package dev.hmr.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which top-level classes link to which, and which must share a unit. Kept for each class file, so that a change costs what
 * depends on it. Session thread only.
 */
final class UnitEdges {
    private final ClassIndex index;
    private final Joins joins;
    private final Map<String, Edges> byClass = new HashMap<>();
    /** Classes whose code asks for the providers of services, or did: whoever comes or goes may be one. */
    private final Set<String> usingServices = new HashSet<>();

    /** What one class file adds; all are names of top-level classes. */
    private record Edges(String from, Set<String> linked, Set<String> joined) {}

    UnitEdges(ClassIndex index) {
        this.index = index;
        this.joins = new Joins(index);
        index.all().forEach(file -> byClass.put(file.name(), edges(file)));
    }

    /**
     * Takes over changes that the index has already. Returns whether any edge is other than before.
     *
     * @param changed names of classes
     */
    boolean update(Collection<String> changed) {
        Set<String> concerned = new HashSet<>(usingServices);
        for (String name : changed) {
            for (String type : index.withSubtypes(name)) {
                concerned.add(type);
                concerned.addAll(index.usersOf(type));
            }
        }
        boolean differs = false;
        for (String name : concerned) {
            ClassFile file = index.get(name);
            Edges now = file == null ? null : edges(file);
            Edges before = now == null ? byClass.remove(name) : byClass.put(name, now);
            differs |= !Objects.equals(before, now);
        }
        return differs;
    }

    /** Where each top-level class leads; a join leads both ways. */
    Map<String, Set<String>> all() {
        Map<String, Set<String>> all = new HashMap<>();
        index.topLevels().forEach(name -> all.put(name, new LinkedHashSet<>()));
        for (Edges edges : byClass.values()) {
            edges.linked().forEach(to -> connect(all, edges.from(), to));
            for (String to : edges.joined()) {
                connect(all, edges.from(), to);
                connect(all, to, edges.from());
            }
        }
        return all;
    }

    private static void connect(Map<String, Set<String>> edges, String from, String to) {
        Set<String> targets = edges.get(from);
        if (targets != null && !to.equals(from)) {
            targets.add(to);
        }
    }

    /** The top-level classes whose code asks for the providers of services. */
    Set<String> usingServices() {
        return topLevels(usingServices);
    }

    private Edges edges(ClassFile file) {
        if (!file.services().isEmpty()) {
            usingServices.add(file.name());
        }
        return new Edges(file.topLevel(), topLevels(index.linked(file)), topLevels(joins.of(file)));
    }

    private Set<String> topLevels(Set<String> names) {
        Set<String> found = new HashSet<>();
        for (String name : names) {
            @Nullable String topLevel = index.topLevelOf(name);
            if (topLevel != null) {
                found.add(topLevel);
            }
        }
        return found;
    }
}
