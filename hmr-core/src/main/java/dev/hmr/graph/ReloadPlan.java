package dev.hmr.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change asks for: the units that need a new version, dependencies first, and those whose classes are redefined where
 * they are. All others stay as they are.
 *
 * @param generation the generation that the plan makes if it is carried out
 * @param changes the observable changes that led to it
 */
public record ReloadPlan(
        long generation, List<ClassChange> changes, List<UnitVersion> reloaded, List<Redefined> redefined) {
    /** Whether nothing that runs can tell the difference. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** The new version of the unit that holds a class (internal name), or null if it is not reloaded. */
    public @Nullable UnitVersion reloaded(String className) {
        return reloaded.stream()
                .filter(version -> version.classes().containsKey(className))
                .findFirst()
                .orElse(null);
    }

    /** Whether a class (internal name) is redefined where it is. */
    public boolean redefines(String className) {
        return redefined.stream().anyMatch(unit -> unit.classes().contains(className));
    }

    /** Whether code of a version can lead to a class that is redefined, by what it links to. */
    public boolean leadsToRedefined(UnitVersion version) {
        return Redefined.isLedToBy(version, redefined);
    }
}
