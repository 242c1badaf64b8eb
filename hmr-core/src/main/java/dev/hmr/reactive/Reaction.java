package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** A computation for the sake of what it does: the {@link EffectQueue} gives it its turns. */
abstract sealed class Reaction extends Computation permits Effect, AsyncEffect {
    /** Order of creation, in which the effects of a flush run: an owner before what it owns. */
    final long sequence;

    boolean queued;

    /** To be run whatever the inputs say. */
    boolean forced = true;

    /** Ended: it neither runs nor depends on anything. */
    volatile boolean disposed;

    /** The flush that {@link #runs} counts for. */
    private long flush = -1;

    private int runs;

    Reaction(ReactiveContext context, long sequence) {
        super(context);
        this.sequence = sequence;
    }

    /** Runs, or has itself run, if something that it read has changed. Returns what is to be thrown for that. */
    abstract @Nullable Throwable react(EffectQueue queue);

    /** Counts a run of the given flush, from 1. */
    final int countRun(long flush) {
        if (this.flush != flush) {
            this.flush = flush;
            runs = 0;
        }
        return ++runs;
    }

    /** Whether it ran too often in this flush. */
    final boolean isExhausted() {
        return runs > EffectQueue.MAX_RUNS;
    }

    final void end() {
        boolean outermost = context.enter();
        try {
            if (!disposed) {
                context.effects.defer(() -> Scope.dispose(this));
            }
        } finally {
            context.leave(outermost);
        }
    }

    @Override
    final boolean mustRun() {
        return forced;
    }

    @Override
    final boolean isOver() {
        return disposed;
    }

    @Override
    final boolean observed() {
        return true;
    }

    @Override
    void release() {
        disposed = true;
        checking = false;
        cursor = null;
        if (!running) {
            dropSources();
        }
    }
}
