package dev.hmr.graph;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A unit that stays where it is while the code of some of its classes changes. Session thread only.
 *
 * @param version whose loader and identity stay
 * @param classes internal names of those that change
 * @param before what the version held until then
 * @param after what it holds once the plan is carried out
 */
public record Redefined(
        UnitVersion version, Set<String> classes, UnitVersion.Contents before, UnitVersion.Contents after) {
    /** For practice: a class (internal name) that comes to be what it is. */
    public static Redefined asItIs(UnitVersion version, String className) {
        return new Redefined(version, Set.of(className), version.contents(), version.contents());
    }

    /** From now on the version's classes are the new ones, for whoever loads or looks at them. */
    public void takeUp() {
        version.hold(after);
    }

    /** The version is as if nothing had been, but for classes that were added: a loader never forgets one. */
    public void putBack() {
        version.hold(before.with(added()));
    }

    /** The class files, by internal name, of those among the classes that are to be defined first. */
    public Map<String, ClassFile> added() {
        return classes.stream()
                .filter(name -> !before.classes().containsKey(name))
                .map(after.classes()::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(ClassFile::name, Function.identity()));
    }

    /** Whether code of a version can lead to such a unit, by what it links to. */
    static boolean isLedToBy(UnitVersion version, Collection<Redefined> units) {
        Set<UnitVersion> wanted = units.stream().map(Redefined::version).collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return false;
        }
        Set<UnitVersion> seen = new HashSet<>(Set.of(version));
        Deque<UnitVersion> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            UnitVersion next = open.remove();
            if (wanted.contains(next)) {
                return true;
            }
            next.links().values().stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }
}
