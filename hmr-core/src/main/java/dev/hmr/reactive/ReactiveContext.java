package dev.hmr.reactive;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph of signals, deriveds and effects of its own. What runs in one context depends on nothing that it reads in another.
 *
 * <p>Any thread may use a context and what was created by it; they take turns. A thread has its turn for one read, one
 * {@code set} with the effects that it causes, one batch: others wait until that has ended, and so never see half of it. The
 * turn is kept while deriveds, effects and batches run, so these must not wait for another thread that needs the context. Two
 * threads that wait for each other's contexts do not hang: one gets an {@link IllegalStateException}. See
 * docs/concurrency.md.
 *
 * <p>Nothing to close: a context is garbage once nothing refers to it or to what it created.
 */
public final class ReactiveContext {
    final Turn turn = new Turn();
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

    /** A signal of an {@code int}, without boxing. */
    public IntSignal intSignal(int initial) {
        return new IntSignal(this, initial);
    }

    /** A signal of a {@code long}, without boxing. */
    public LongSignal longSignal(long initial) {
        return new LongSignal(this, initial);
    }

    /** A signal of a {@code double}, without boxing. */
    public DoubleSignal doubleSignal(double initial) {
        return new DoubleSignal(this, initial);
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
        boolean outermost = enter();
        try {
            return new Derived<>(this, function, equality);
        } finally {
            leave(outermost);
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

    /**
     * An effect that runs on the executor, the first time too: on a thread of its own, or in a user interface's. Who changes
     * what it reads does not wait for it, and several changes may come out as one run. What it throws passes through to the
     * executor.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor does not take it. If that happens on a change,
     *     whoever made the change gets the exception
     */
    public Effect effect(Executor executor, Runnable action) {
        boolean outermost = enter();
        try {
            Effect effect = effects.create(null, executor, action);
            effects.submit(effect);
            return effect;
        } finally {
            leave(outermost);
        }
    }

    /** An effect that waits for its first {@link Effect#run}; until then it depends on nothing. */
    public Effect unstartedEffect(Runnable action) {
        boolean outermost = enter();
        try {
            return effects.create(null, null, action);
        } finally {
            leave(outermost);
        }
    }

    private Effect start(@Nullable String name, Runnable action) {
        boolean outermost = enter();
        try {
            Effect effect = effects.create(name, null, action);
            effects.start(effect);
            return effect;
        } finally {
            leave(outermost);
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
        boolean outermost = enter();
        try {
            return effects.batch(body);
        } finally {
            leave(outermost);
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
        if (!turn.isMine()) {
            return body.get(); // nothing tracks, and what the body does besides reading need not keep others waiting
        }
        Computation outerTracker = tracker;
        tracker = null;
        try {
            return body.get();
        } finally {
            tracker = outerTracker;
        }
    }

    /**
     * Registers an action for the derived or effect that is running: called before that runs again, and when it is
     * disposed; the latest registered first, after what it created later was disposed.
     *
     * @throws IllegalStateException if none of this context is running
     */
    public void onCleanup(Runnable action) {
        boolean outermost = enter();
        try {
            if (running == null) {
                throw new IllegalStateException("onCleanup was called while no effect or derived of this context runs."
                        + " Call it inside one, on the context that created it.");
            }
            running.scope().onCleanup(action);
        } finally {
            leave(outermost);
        }
    }

    /** Begins a use of the context; false if this is a use inside another one. To be passed to {@link #leave}. */
    boolean enter() {
        return turn.take();
    }

    void leave(boolean outermost) {
        if (outermost) {
            turn.pass();
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
