package dev.hmr.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The project's class files as they are now, and who mentions whom. Relations are kept up to date with each change, never
 * rebuilt. Not thread-safe: session thread only.
 */
public final class ClassIndex {
    private final Map<String, ClassFile> classes = new HashMap<>();
    private final Map<String, Set<String>> users = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Map<String, TreeSet<String>> byTopLevel = new HashMap<>();

    public @Nullable ClassFile get(String name) {
        return classes.get(name);
    }

    public Collection<ClassFile> all() {
        return Collections.unmodifiableCollection(classes.values());
    }

    /** Adds a class file, in place of the one of the same name if there is one. */
    public void put(ClassFile file) {
        remove(file.name());
        classes.put(file.name(), file);
        byTopLevel.computeIfAbsent(file.topLevel(), key -> new TreeSet<>()).add(file.name());
        file.mentions().forEach(name -> link(users, name, file.name()));
        file.supertypes().forEach(name -> link(subtypes, name, file.name()));
    }

    public void remove(String name) {
        ClassFile old = classes.remove(name);
        if (old == null) {
            return;
        }
        Set<String> siblings = byTopLevel.getOrDefault(old.topLevel(), new TreeSet<>());
        siblings.remove(name);
        if (siblings.isEmpty()) {
            byTopLevel.remove(old.topLevel());
        }
        old.mentions().forEach(mentioned -> unlink(users, mentioned, name));
        old.supertypes().forEach(supertype -> unlink(subtypes, supertype, name));
    }

    /** The top-level classes that exist. */
    Set<String> topLevels() {
        return Collections.unmodifiableSet(byTopLevel.keySet());
    }

    /** A top-level class and all that are nested in it, sorted by name. */
    Set<String> nest(String topLevel) {
        return Collections.unmodifiableSet(byTopLevel.getOrDefault(topLevel, new TreeSet<>()));
    }

    /** The top-level class of a project class, or null if there is no such class. */
    @Nullable
    String topLevelOf(String name) {
        ClassFile file = classes.get(name);
        return file == null ? null : file.topLevel();
    }

    /** Where a class leads when it runs: to what it mentions, and to what may be found for it as a provider of a service. */
    Set<String> linked(ClassFile file) {
        if (file.services().isEmpty()) {
            return file.mentions();
        }
        Set<String> all = new LinkedHashSet<>(file.mentions());
        file.services().forEach(service -> all.addAll(withSubtypes(service)));
        return all;
    }

    /** The classes that mention this one, whether or not it exists. */
    Set<String> usersOf(String name) {
        return Collections.unmodifiableSet(users.getOrDefault(name, Set.of()));
    }

    Set<String> directSubtypesOf(String name) {
        return Collections.unmodifiableSet(subtypes.getOrDefault(name, Set.of()));
    }

    /** This class and all that extend or implement it, directly or not. */
    Set<String> withSubtypes(String name) {
        return closure(Set.of(name), subtypes);
    }

    /** Whether a class is another one or extends or implements it, directly or not. */
    public boolean isSubtype(String name, String supertype) {
        return withSubtypes(supertype).contains(name);
    }

    /** Whether the package of a class has a top-level class that is none of these. */
    boolean hasInPackage(String name, Set<String> none) {
        return byTopLevel.keySet().stream().anyMatch(other -> Names.samePackage(other, name) && !none.contains(other));
    }

    /** These classes and all that reach them by mentioning one another. */
    Set<String> withAllUsers(Collection<String> names) {
        return closure(names, users);
    }

    private static Set<String> closure(Collection<String> start, Map<String, Set<String>> edges) {
        Set<String> reached = new LinkedHashSet<>(start);
        Set<String> frontier = new LinkedHashSet<>(start);
        while (!frontier.isEmpty()) {
            Set<String> next = new LinkedHashSet<>();
            for (String name : frontier) {
                for (String neighbour : edges.getOrDefault(name, Set.of())) {
                    if (reached.add(neighbour)) {
                        next.add(neighbour);
                    }
                }
            }
            frontier = next;
        }
        return reached;
    }

    private static void link(Map<String, Set<String>> edges, String from, String to) {
        edges.computeIfAbsent(from, key -> new HashSet<>(4)).add(to);
    }

    private static void unlink(Map<String, Set<String>> edges, String from, String to) {
        Set<String> targets = edges.get(from);
        if (targets != null && targets.remove(to) && targets.isEmpty()) {
            edges.remove(from);
        }
    }

    /** A copy of the class files by name, for tests and snapshots. */
    Map<String, ClassFile> snapshot() {
        return new TreeMap<>(classes);
    }
}
