package dev.hmr.reactive;

/** A computation for the sake of its value, which is kept until something that it read has changed. */
abstract sealed class Cached extends Computation permits Derived, AsyncDerived {
    /** To be computed whatever the inputs say. */
    boolean forced = true;

    /** Being brought up to date elsewhere, asynchronously. */
    boolean underWay;

    /** Observed by an effect: the sources tell this computation when they change. */
    private boolean linked;

    /** While linked: told of a change since it was last up to date. All that observe it are marked or queued then. */
    private boolean marked;

    /** The context's clock when this was last known to be up to date. */
    private long freshAt = -1;

    Cached(ReactiveContext context) {
        super(context);
    }

    /** Drops the value, and tells those who observe it. */
    final void drop() {
        boolean outermost = context.enter();
        try {
            context.requireWritable(this);
            forced = true;
            context.clock++;
            context.links.mark(this);
            context.effects.flushUnlessDeferred();
        } finally {
            context.leave(outermost);
        }
    }

    /** The value is known to be what the function would answer now. */
    void confirm() {
        marked = false;
        freshAt = context.clock;
    }

    final boolean isFresh() {
        return !forced && !underWay && (freshAt == context.clock || (linked && !marked));
    }

    @Override
    final boolean mustRun() {
        return forced;
    }

    /** Whether this is the first mark since the value was up to date, so that it has to be passed on. */
    final boolean mark() {
        boolean first = !marked;
        marked = true;
        return first;
    }

    final void unmark() {
        marked = false;
    }

    /** The first subscriber has come; false if it is not the first. */
    final boolean link() {
        if (linked) {
            return false;
        }
        linked = true;
        marked = freshAt != context.clock;
        return true;
    }

    /** The last subscriber has gone. */
    final void unlink() {
        if (!marked) {
            freshAt = context.clock;
        }
        linked = false;
    }

    @Override
    final boolean observed() {
        return linked;
    }

    @Override
    void release() {
        forced = true;
    }

    @Override
    final boolean isOver() {
        return false;
    }
}
