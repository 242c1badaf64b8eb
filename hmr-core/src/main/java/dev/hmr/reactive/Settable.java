package dev.hmr.reactive;

/** A node whose value comes from outside of the graph. */
abstract sealed class Settable extends Node permits Signal, PrimitiveSignal {
    Settable(ReactiveContext context) {
        super(context);
    }

    /** The running computation, if any, depends on this one from now on. */
    final void noteRead() {
        Edge edge = context.track(this);
        if (edge != null) {
            edge.version = version;
        }
    }

    /** The value has a new version from now on; the clock has moved to it. */
    final void tell() {
        context.links.mark(this);
        context.effects.flushUnlessDeferred();
    }

    /** Whether what is replaced now may still be put back before anyone else looks. */
    final boolean remembers() {
        if (!context.effects.remembersValues()) {
            return false;
        }
        context.effects.willForget(this);
        return true;
    }

    /** The end of a batch: what was set is there to stay. */
    abstract void forgetEarlier();
}
