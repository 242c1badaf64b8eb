package dev.hmr.reactive;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
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
    final Carrier carrier = new Carrier(this);
    final Aftermath aftermath = new Aftermath(this);

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

    /** A derived whose function returns a stage, with {@link Equality#byValue}. */
    public <T extends @Nullable Object> AsyncDerived<T> asyncDerived(
            Supplier<? extends CompletionStage<? extends T>> function) {
        return asyncDerived(function, Equality.byValue());
    }

    /** A derived whose function returns a stage, with its own idea of what is a change. */
    public <T extends @Nullable Object> AsyncDerived<T> asyncDerived(
            Supplier<? extends CompletionStage<? extends T>> function, Equality<? super T> equality) {
        boolean outermost = enter();
        try {
            return new AsyncDerived<>(this, function, equality);
        } finally {
            leave(outermost);
        }
    }

    /** A derived whose function runs on the executor and may block there. If the executor refuses, that is the outcome. */
    public <T extends @Nullable Object> AsyncDerived<T> asyncDerived(
            Executor executor, Callable<? extends T> function) {
        return asyncDerived(BlockingCall.of(this, executor, function));
    }

    /** As {@link #asyncEffect(Overlap, Supplier)}; the latest wins. */
    public AsyncEffect asyncEffect(Supplier<? extends CompletionStage<?>> function) {
        return asyncEffect(Overlap.LATEST_WINS, function);
    }

    /** An effect whose function returns a stage. Runs now, and again when what it read has changed. */
    public AsyncEffect asyncEffect(Overlap overlap, Supplier<? extends CompletionStage<?>> function) {
        boolean outermost = enter();
        try {
            AsyncEffect effect = effects.createAsync(overlap, function);
            Failures.rethrowIfPresent(effects.startAsync(effect));
            return effect;
        } finally {
            leave(outermost);
        }
    }

    /** As {@link #asyncEffect(Overlap, Executor, Callable)}; the latest wins. */
    public AsyncEffect asyncEffect(Executor executor, Callable<?> function) {
        return asyncEffect(Overlap.LATEST_WINS, executor, function);
    }

    /** An effect whose function runs on the executor and may block there. Runs now, and again when what it read has changed. */
    public AsyncEffect asyncEffect(Overlap overlap, Executor executor, Callable<?> function) {
        return asyncEffect(overlap, BlockingCall.of(this, executor, function));
    }

    /** An asynchronous effect that waits for its first {@link AsyncEffect#run}; until then it depends on nothing. */
    public AsyncEffect unstartedAsyncEffect(Overlap overlap, Supplier<? extends CompletionStage<?>> function) {
        boolean outermost = enter();
        try {
            return effects.createAsync(overlap, function);
        } finally {
            leave(outermost);
        }
    }

    /**
     * Makes what the task reads a dependency of the {@link AsyncDerived} or {@link AsyncEffect} in whose run this is called,
     * whatever thread the task runs on, until that run has ended. Outside of any computation it returns the task as it is.
     *
     * @throws IllegalStateException if called in a {@link Derived} or {@link Effect}: these end with their function
     */
    public Runnable wrap(Runnable task) {
        AsyncRun run = carrier.current();
        return run == null
                ? task
                : () -> carrier.<@Nullable Object>within(run, () -> {
                    task.run();
                    return null;
                });
    }

    /** As {@link #wrap(Runnable)}, for a task with a result. */
    public <T extends @Nullable Object> Supplier<T> wrap(Supplier<T> task) {
        AsyncRun run = carrier.current();
        return run == null ? task : () -> carrier.within(run, task);
    }

    /** As {@link #wrap(Runnable)}, for a stage that is given a value. */
    public <A extends @Nullable Object, T extends @Nullable Object> Function<A, T> wrap(Function<A, T> task) {
        AsyncRun run = carrier.current();
        return run == null ? task : argument -> carrier.within(run, () -> task.apply(argument));
    }

    /** As {@link #wrap(Runnable)}, for a task that may throw; named apart, as a lambda would fit both. */
    public <T extends @Nullable Object> Callable<T> wrapCallable(Callable<T> task) {
        AsyncRun run = carrier.current();
        return run == null
                ? task
                : () -> carrier.within(run, () -> {
                    try {
                        return task.call();
                    } catch (Exception e) {
                        throw Failures.<RuntimeException>rethrow(e);
                    }
                });
    }

    /** An executor that runs every task as if it had been wrapped here: for {@code thenApplyAsync(…, executor)} and the like. */
    public Executor wrapExecutor(Executor executor) {
        AsyncRun run = carrier.current();
        return run == null
                ? executor
                : task -> executor.execute(() -> carrier.<@Nullable Object>within(run, () -> {
                    task.run();
                    return null;
                }));
    }

    /**
     * A signal or derived as a stream: each subscriber is given the present value, and every later one, by the thread that
     * brought the change. What is handed on is a state: a subscriber that asks for less than there is gets the latest value
     * without those in between. A failure of the source ends the stream, and so does null.
     */
    public <T> Flow.Publisher<T> publisher(Supplier<? extends T> source) {
        return publisher(source, Runnable::run);
    }

    /** As {@link #publisher(Supplier)}; the executor calls the subscribers. */
    public <T> Flow.Publisher<T> publisher(Supplier<? extends T> source, Executor executor) {
        return new SignalPublisher<>(this, source, executor);
    }

    /** The latest item of a stream; the initial value until there is one. To be closed. */
    public <T> FlowSignal<T> follow(Flow.Publisher<? extends T> publisher, T initial) {
        return new FlowSignal<>(this, publisher, initial);
    }

    /** The content of a file. */
    public FileSignal file(Path path) {
        return new FileSignal(this, path);
    }

    /** The time of a clock, in steps. */
    public TimeSignal time(InstantSource clock, Duration step) {
        return new TimeSignal(this, clock, step);
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

    /**
     * Runs the body as part of the batch that is under way, so that effects wait for the end of that one, or else as a
     * batch of its own. This is for what sets several signals where its caller sees one change.
     */
    public <T extends @Nullable Object> T joinBatch(Supplier<T> body) {
        boolean outermost = enter();
        try {
            return effects.joinBatch(body);
        } finally {
            leave(outermost);
        }
    }

    /**
     * Whether a derived or effect of this context is running that depends on what is read now. For sources made of many
     * signals, which need none for what nobody tracks.
     */
    public boolean isTracking() {
        boolean outermost = enter();
        try {
            return tracker != null;
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
            // What the body does besides reading need not keep others waiting.
            return carrier.runs == 0 ? body.get() : carrier.between(null, body);
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

    /** As {@link #onCleanup} if there is a run to be cleaned up after. */
    void onCleanupIfOwned(Runnable action) {
        boolean outermost = enter();
        try {
            if (running != null) {
                running.scope().onCleanup(action);
            }
        } finally {
            leave(outermost);
        }
    }

    /** Begins a use of the context; false if this is a use inside another one. To be passed to {@link #leave}. */
    boolean enter() {
        boolean outermost = turn.take();
        if (outermost && carrier.runs > 0) {
            carrier.adopt();
        }
        return outermost;
    }

    void leave(boolean outermost) {
        if (outermost) {
            carrier.release();
            boolean calm = aftermath.isEmpty();
            turn.pass();
            if (!calm) {
                aftermath.work();
            }
        }
    }

    /** Notes that the running computation reads the source. Null if there is none or it is known already. */
    @Nullable
    Edge track(Node source) {
        return tracker == null ? null : tracker.track(source);
    }

    void requireWritable(Node node) {
        if (runningDerived > 0 || running instanceof AsyncDerived<?>) {
            throw new IllegalStateException("Cannot change " + node + " while " + running
                    + " is computed: a derived only reads. Change it in an effect, or before.");
        }
    }
}
