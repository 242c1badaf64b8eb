package dev.hmr.inplace;

import dev.hmr.graph.Redefined;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Loaders;
import java.util.List;
import java.util.Set;

/**
 * A class where it is.
 *
 * @param name internal name
 */
record Placed(UnitVersion version, String name) {
    /** Those among the classes of a unit that change. */
    static List<Placed> of(Redefined unit, Set<String> there) {
        return unit.classes().stream()
                .filter(there::contains)
                .map(name -> new Placed(unit.version(), name))
                .toList();
    }

    Class<?> load(Loaders loaders) throws ClassNotFoundException {
        return loaders.loaded(version, name);
    }
}
