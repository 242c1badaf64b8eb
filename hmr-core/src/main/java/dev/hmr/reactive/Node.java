package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** A node of the graph, as those see it who read it: a version, and the list of subscribers. */
abstract sealed class Node permits Settable, Computation {
    final ReactiveContext context;

    /** Differs whenever the value does; never names two different values. */
    long version;

    /** The edge to the innermost running computation that reads this node or did so in its last run. */
    @Nullable
    Edge activeEdge;

    @Nullable
    Edge firstSubscriber;

    private @Nullable Edge lastSubscriber;
    private @Nullable String name;

    Node(ReactiveContext context) {
        this.context = context;
    }

    final void name(@Nullable String name) {
        this.name = name;
    }

    final void addSubscriber(Edge edge) {
        Edge last = lastSubscriber;
        edge.previousSubscriber = last;
        if (last == null) {
            firstSubscriber = edge;
        } else {
            last.nextSubscriber = edge;
        }
        lastSubscriber = edge;
    }

    final void removeSubscriber(Edge edge) {
        Edge previous = edge.previousSubscriber;
        Edge next = edge.nextSubscriber;
        if (previous == null) {
            firstSubscriber = next;
        } else {
            previous.nextSubscriber = next;
        }
        if (next == null) {
            lastSubscriber = previous;
        } else {
            next.previousSubscriber = previous;
        }
        edge.previousSubscriber = null;
        edge.nextSubscriber = null;
    }

    /** The name, or else the kind and an identity. Never the value: printing a node neither reads nor computes it. */
    @Override
    public final String toString() {
        return name != null
                ? name
                : getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(this));
    }
}
