package dev.hmr.reactive;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An action that runs at once, and again whenever something that its last run read has changed.
 *
 * <p>What it throws reaches whoever caused the run: its creator, or the caller of {@link Signal#set} or of the batch. It stays
 * subscribed nevertheless. An effect lives as long as a signal that it reads, or until it is disposed: by {@link #dispose}, or
 * when the effect in which it was created runs again or is disposed.
 *
 * <p>Any thread may use it. It runs on one thread at a time: that of whoever causes the run, or one of the executor that it
 * was created with; what it throws then passes through to the executor. No other thread uses the {@link ReactiveContext}
 * while it runs, so that it sees one state of the graph; let an {@link AsyncEffect} do what takes long. Runs that read what
 * the run before has read allocate nothing.
 */
public final class Effect extends Reaction implements AutoCloseable {
    private final Runnable action;
    final @Nullable Executor executor;

    /** The executor has it. */
    boolean submitted;

    private @Nullable Throwable failure;

    Effect(ReactiveContext context, @Nullable Executor executor, Runnable action, long sequence) {
        super(context, sequence);
        this.executor = executor;
        this.action = action;
    }

    /** What to do if a run reads nothing. An effect that is to say so before its first run is {@link ReactiveContext#unstartedEffect}. */
    public Effect onReactivityLoss(ReactivityLoss strategy) {
        onLoss(strategy);
        return this;
    }

    /**
     * Runs it now, whether or not something has changed; one with an executor there. One that was disposed is subscribed
     * again, and no longer belongs to the effect in which it was created. Called by its own action, it makes that run once
     * more.
     */
    public void run() {
        boolean outermost = context.enter();
        try {
            disposed = false;
            forced = true;
            if (running) {
                context.effects.schedule(this);
            } else if (executor != null) {
                context.effects.submit(this);
            } else {
                context.effects.start(this);
            }
        } finally {
            context.leave(outermost);
        }
    }

    /** Ends it, calls its clean-ups and disposes what it owns. Done once; may be called from the action itself. */
    public void dispose() {
        end();
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

    @Override
    @Nullable
    Throwable react(EffectQueue queue) {
        return executor == null || queue.isAtHome(this) ? queue.runIfOutdated(this) : queue.trySubmit(this);
    }

    @Override
    Object function() {
        return action;
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
        forced = false;
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

    /** A run that failed half-way would have read the rest: any of it may be what mends the failure. */
    @Override
    boolean keepsUnread() {
        return failure != null;
    }

    @Override
    void ended() {
        if (disposed) {
            dropSources();
        }
    }
}
