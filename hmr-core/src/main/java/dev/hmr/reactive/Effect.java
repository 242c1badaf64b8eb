package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/**
 * An action that runs at once, and again whenever something that its last run read has changed.
 *
 * <p>What it throws reaches whoever caused the run: its creator, or the caller of {@link Signal#set} or of the batch. It stays
 * subscribed nevertheless. An effect lives as long as a signal that it reads, or until it is disposed: by {@link #dispose}, or
 * when the effect in which it was created runs again or is disposed.
 *
 * <p>One thread at a time, as its {@link ReactiveContext}; it runs on the thread of whoever causes the run.
 */
public final class Effect extends Computation implements AutoCloseable {
    private final Runnable action;

    /** Order of creation, in which the effects of a flush run: an owner before what it owns. */
    final long sequence;

    boolean queued;

    /** The flush that {@link #runs} counts for. */
    private long flush = -1;

    private int runs;
    private boolean disposed;
    private @Nullable Throwable failure;

    Effect(ReactiveContext context, Runnable action, long sequence) {
        super(context);
        this.action = action;
        this.sequence = sequence;
    }

    /** Ends it, calls its clean-ups and disposes what it owns. Done once; may be called from the action itself. */
    public void dispose() {
        boolean outermost = context.confinement.enter();
        try {
            if (!disposed) {
                context.effects.defer(() -> Scope.dispose(this));
            }
        } finally {
            context.confinement.leave(outermost);
        }
    }

    /** As {@link #dispose}, for try-with-resources. */
    @Override
    public void close() {
        dispose();
    }

    /** Whether it has ended. */
    public boolean isDisposed() {
        return disposed;
    }

    /** Counts a run of the given flush, from 1. */
    int countRun(long flush) {
        if (this.flush != flush) {
            this.flush = flush;
            runs = 0;
        }
        return ++runs;
    }

    /** What the last run threw; it is the caller's to report. */
    @Nullable
    Throwable takeFailure() {
        Throwable taken = failure;
        failure = null;
        return taken;
    }

    @Override
    @Nullable
    Object call() {
        action.run();
        return null;
    }

    @Override
    void settle(@Nullable Object result, @Nullable Throwable thrown) {
        failure = thrown;
        if (disposed) { // by its own action: what that created afterwards goes, too
            Scope owned = existingScope();
            failure = Failures.join(thrown, owned == null ? null : owned.clear(context));
        }
    }

    @Override
    boolean mustRun() {
        return false;
    }

    @Override
    boolean observed() {
        return true;
    }

    /** A run that failed half-way would have read the rest: any of it may be what mends the failure. */
    @Override
    boolean keepsUnread() {
        return failure != null;
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

    @Override
    void ended() {
        if (disposed) {
            dropSources();
        }
    }
}
