package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/**
 * One computation reads one node. An edge is in the list of its target's sources for as long as it exists, and in the
 * list of its source's subscribers only while the target is observed. Re-runs reuse it.
 */
final class Edge {
    /** The {@link #version} of an asynchronous source that was under way: whatever it comes out as is what the target saw. */
    static final long PENDING = -2;

    final Node source;
    final Computation target;

    /** The source's version that the target saw. */
    long version = -1;

    /** Whether the target's present run, or else its last one, read the source. */
    boolean used = true;

    /** What {@link Node#activeEdge} was before the target began to run. */
    @Nullable
    Edge outerActive;

    @Nullable
    Edge previousSource;

    @Nullable
    Edge nextSource;

    @Nullable
    Edge previousSubscriber;

    @Nullable
    Edge nextSubscriber;

    Edge(Node source, Computation target) {
        this.source = source;
        this.target = target;
    }
}
