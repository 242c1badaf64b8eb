package dev.hmr.graph;

import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The smallest thing that is reloaded: a top-level class with all that is nested in it, or several that cannot be told
 * apart because they depend on each other in a cycle or must share a run-time package. A value.
 */
public final class Unit {
    private final SortedSet<String> topLevels;
    /** Known once and for all: units are keys all over the graph, and a set adds up its hash each time. */
    private final int hash;

    /** @param topLevels internal names; not modified from now on */
    public Unit(SortedSet<String> topLevels) {
        this.topLevels = topLevels;
        this.hash = topLevels.hashCode();
    }

    /** Internal names. */
    public SortedSet<String> topLevels() {
        return topLevels;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Unit unit && hash == unit.hash && topLevels.equals(unit.topLevels));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return topLevels.stream().map(Names::simple).collect(Collectors.joining("+"));
    }
}
