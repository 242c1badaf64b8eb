package dev.hmr.graph;

import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The smallest thing that is reloaded: a top-level class with all that is nested in it, or several that cannot be told
 * apart because they depend on each other in a cycle or must share a run-time package.
 *
 * @param topLevels internal names
 */
public record Unit(SortedSet<String> topLevels) {
    @Override
    public String toString() {
        return topLevels.stream().map(Names::simple).collect(Collectors.joining("+"));
    }
}
