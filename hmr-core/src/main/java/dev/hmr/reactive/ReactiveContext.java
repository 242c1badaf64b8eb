package dev.hmr.reactive;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph of signals, deriveds and effects of its own. What runs in one context depends on nothing that it reads in another.
 *
 * <p>One thread at a time may use a context and what was created by it, any thread: the context, not the caller, sees to it
 * that the next thread sees what the last one did. A second thread that comes while the first one is inside (also while a
 * user function runs) gets an {@link IllegalStateException}. No lock is held while user code runs.
 *
 * <p>Nothing to close: a context is garbage once nothing refers to it or to what it created.
 */
public final class ReactiveContext {
    final Confinement confinement = new Confinement();
    final EffectQueue effects = new EffectQueue(this);
    final Links links = new Links(effects);
    final UserStack stack = new UserStack();

    /** Moves on whenever a signal changes or a derived is invalidated. */
    long clock;

    /** The innermost computation that is running. It owns what is created now. */
    @Nullable
    Computation running;

    /** The computation that depends on what is read now; null inside {@link #untracked}. */
    @Nullable
    Computation tracker;

    int runningDerived;

    /** A signal with {@link Equality#byValue}. */
    public <T extends @Nullable Object> Signal<T> signal(T initial) {
        return signal(initial, Equality.byValue());
    }

    /** A signal with its own idea of what is a change. */
    public <T extends @Nullable Object> Signal<T> signal(T initial, Equality<? super T> equality) {
        return new Signal<>(this, initial, equality);
    }

    /** A derived with {@link Equality#byValue}. The function runs when the value is first needed. */
    public <T extends @Nullable Object> Derived<T> derived(Supplier<? extends T> function) {
        return derived(function, Equality.byValue());
    }

    /**
     * A derived with its own idea of what is a change; {@link Equality#never} makes it pass on every change of its inputs.
     */
    public <T extends @Nullable Object> Derived<T> derived(
            Supplier<? extends T> function, Equality<? super T> equality) {
        boolean outermost = confinement.enter();
        try {
            return new Derived<>(this, function, equality);
        } finally {
            confinement.leave(outermost);
        }
    }

    /** Runs the action now, and again when what it read has changed. A failure of the first run is thrown from here. */
    public Effect effect(Runnable action) {
        return start(null, action);
    }

    /** As {@link #effect(Runnable)}, with a name for messages. */
    public Effect effect(String name, Runnable action) {
        return start(name, action);
    }

    private Effect start(@Nullable String name, Runnable action) {
        boolean outermost = confinement.enter();
        try {
            return effects.start(name, action);
        } finally {
            confinement.leave(outermost);
        }
    }

    /** As {@link #batch(Supplier)}, without a result. */
    public void batch(Runnable body) {
        this.<@Nullable Object>batch(() -> {
            body.run();
            return null;
        });
    }

    /**
     * Runs the body; effects run at its end, once each, whatever number of signals it set. Reads inside see what was set.
     * A batch inside a batch runs effects at its own end; one inside an effect leaves them to the flush that is under way. If
     * the body throws, effects run nevertheless, and their failures are suppressed in the body's.
     */
    public <T extends @Nullable Object> T batch(Supplier<T> body) {
        boolean outermost = confinement.enter();
        try {
            return effects.batch(body);
        } finally {
            confinement.leave(outermost);
        }
    }

    /** As {@link #untracked(Supplier)}, without a result. */
    public void untracked(Runnable body) {
        this.<@Nullable Object>untracked(() -> {
            body.run();
            return null;
        });
    }

    /** Runs the body; the derived or effect that is running does not depend on what it reads. */
    public <T extends @Nullable Object> T untracked(Supplier<T> body) {
        boolean outermost = confinement.enter();
        Computation outerTracker = tracker;
        tracker = null;
        try {
            return body.get();
        } finally {
            tracker = outerTracker;
            confinement.leave(outermost);
        }
    }

    /**
     * Registers an action for the derived or effect that is running: called before that runs again, and when it is
     * disposed; the latest registered first, after what it created later was disposed.
     *
     * @throws IllegalStateException if none of this context is running
     */
    public void onCleanup(Runnable action) {
        boolean outermost = confinement.enter();
        try {
            if (running == null) {
                throw new IllegalStateException("onCleanup was called while no effect or derived of this context runs."
                        + " Call it inside one, on the context that created it.");
            }
            running.scope().onCleanup(action);
        } finally {
            confinement.leave(outermost);
        }
    }

    /** Notes that the running computation reads the source. Null if there is none or it is known already. */
    @Nullable
    Edge track(Node source) {
        return tracker == null ? null : tracker.track(source);
    }

    void requireWritable(Node node) {
        if (runningDerived > 0) {
            throw new IllegalStateException("Cannot change " + node + " while " + running
                    + " is computed: a derived only reads. Change it in an effect, or before.");
        }
    }
}
