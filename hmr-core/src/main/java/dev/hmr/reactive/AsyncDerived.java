package dev.hmr.reactive;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that takes time: a {@link Derived} whose function returns a stage, or blocks on an executor's thread. Lazy and
 * cached as that; however many ask for it, one computation is under way at a time. While an effect observes it, it is
 * computed again as soon as an input has changed, and the effect runs when the outcome is there and is another one.
 *
 * <p>Whoever calls {@link #get} depends on it from the call on; to wait for the future makes no difference. The computation
 * depends on what its function reads before it returns, and on what is read in functions that passed through
 * {@link ReactiveContext#wrap(Runnable) wrap}, until the stage is complete.
 *
 * <p>If an input changes while a computation is under way, those who asked get the outcome nevertheless, and the next one to
 * ask gets a new one; {@link #fresh} waits for that. A failure is an outcome like a value. The computation must not set
 * signals.
 *
 * <p>Each computation allocates: what it reads, and a future for each who asks. Any thread. No other thread uses the context while the function runs, so that may see several signals at one moment;
 * stages and executors' threads run beside everything else, and what they read may change from one read to the next (put
 * what belongs together into a {@code batch}). Nothing to close.
 *
 * @param <T> type of the value; null is a value like any other
 */
public final class AsyncDerived<T extends @Nullable Object> extends Cached {
    private final Supplier<? extends CompletionStage<? extends T>> function;
    private final Equality<? super T> equality;

    private @Nullable T value;
    private @Nullable Throwable failure;

    private @Nullable Flight<T> flight;
    private @Nullable AsyncRun run;

    /** Whether {@link #flight} waits for another one before it is known if there is anything to compute. */
    private boolean waiting;

    private long launchedAt;

    AsyncDerived(
            ReactiveContext context,
            Supplier<? extends CompletionStage<? extends T>> function,
            Equality<? super T> equality) {
        super(context);
        this.function = function;
        this.equality = equality;
    }

    /** Names it in messages. */
    public AsyncDerived<T> named(String name) {
        name(name);
        return this;
    }

    /** What to do if a computation reads nothing. */
    public AsyncDerived<T> onReactivityLoss(ReactivityLoss strategy) {
        onLoss(strategy);
        return this;
    }

    /**
     * The outcome of the computation that is under way, or else the value, up to date. The derived or effect that is running
     * depends on it from now on. Callbacks run on the thread that brings the outcome, never while that uses the context.
     *
     * @throws CycleException if the computation that asks is needed for this one
     */
    public CompletableFuture<T> get() {
        boolean outermost = context.enter();
        try {
            Edge edge = trackAndRefresh();
            Flight<T> pending = flight;
            if (pending != null) {
                pending.read(edge);
                return pending.future.copy();
            }
            return outcome();
        } finally {
            context.leave(outermost);
        }
    }

    /**
     * As {@link #get}, but never overtaken: if an input changes before the outcome is there, it is computed again, until
     * none does.
     */
    public CompletableFuture<T> fresh() {
        boolean outermost = context.enter();
        try {
            Edge edge = trackAndRefresh();
            Flight<T> pending = flight;
            if (pending != null) {
                Awaitable<T> future = new Awaitable<>(context);
                pending.demand(new Flight.Demand<>(future, edge));
                return future;
            }
            return outcome();
        } finally {
            context.leave(outermost);
        }
    }

    /** As {@link Derived#invalidate}. A computation that is under way goes on, but counts as overtaken. */
    public void invalidate() {
        drop();
    }

    private @Nullable Edge trackAndRefresh() {
        breakCycle();
        Edge edge = context.track(this);
        if (edge != null) {
            edge.version = version;
        }
        refresh();
        if (edge != null) {
            edge.version = version;
        }
        return edge;
    }

    /** Who asks may be needed for this, which then would never come out. */
    private void breakCycle() {
        Computation reader = context.tracker;
        List<String> path = flight == null || reader == null ? null : AsyncPath.between(this, reader);
        if (path != null) {
            if (!waiting) {
                throw new CycleException(path);
            }
            launch(); // what it waits for is needed no longer, perhaps; running it tells
        }
    }

    @SuppressWarnings("NullAway") // value is a T once there is one
    private Awaitable<T> outcome() {
        return Awaitable.completed(context, value, failure);
    }

    boolean isWaiting() {
        return waiting;
    }

    /** An input is under way itself; it has to be known before this can go on. */
    void waitFor(AsyncDerived<?> input) {
        waiting = true;
        takeOff();
        if (input.flight != null) {
            input.flight.resumeAfterwards(this);
        }
    }

    /** What was waited for is known. */
    void resume() {
        context.aftermath.step(() -> {
            if (waiting) {
                waiting = false;
                Refresh.bringUpToDate(this);
            }
        });
    }

    private Flight<T> takeOff() {
        Flight<T> present = flight;
        if (present == null) {
            present = new Flight<>(context);
            flight = present;
            underWay = true;
        }
        return present;
    }

    /** Runs the function's first part, on a stack that has room for it. */
    void launch() {
        context.stack.call(this::takeOffAndCall);
    }

    private void takeOffAndCall() {
        waiting = false;
        takeOff();
        Scope owned = existingScope();
        Throwable unclean = owned == null ? null : owned.clear(context);
        forced = false;
        unmark();
        launchedAt = context.clock;
        AsyncRun begun = AsyncRun.begin(this);
        run = begun;
        CompletionStage<? extends T> stage;
        try {
            stage = begun.call(function);
        } catch (Throwable thrown) {
            stage = CompletableFuture.failedStage(thrown);
        }
        stage.whenComplete((result, thrown) ->
                context.aftermath.step(() -> land(begun, result, Failures.join(unclean, unwrapped(thrown)))));
    }

    static @Nullable Throwable unwrapped(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private void land(AsyncRun ended, @Nullable T result, @Nullable Throwable thrown) {
        if (run != ended) {
            return;
        }
        run = null;
        ended.end(thrown != null);
        boolean overtaken = context.clock != launchedAt;
        boolean first = version == 0;
        boolean changed = take(result, thrown);
        if (changed && !first) {
            context.clock++;
        }
        if (!overtaken) {
            confirm();
        }
        arrive();
        if (changed && !first) {
            context.links.mark(this); // on first arrival all readers hold the future
            context.effects.flushUnlessDeferred();
        }
    }

    private boolean take(@Nullable T result, @Nullable Throwable thrown) {
        Throwable outcome = thrown;
        boolean changed;
        try {
            changed = version == 0 || failure != outcome || (outcome == null && !same(value, result));
        } catch (Throwable incomparable) {
            outcome = incomparable;
            changed = true;
        }
        if (changed) {
            value = outcome == null ? result : null;
            failure = outcome;
            version++;
        }
        return changed;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // both came from the function
    private boolean same(@Nullable T previous, @Nullable T next) {
        return ((Equality<Object>) equality).same(previous, next);
    }

    /** Nothing that was read has changed. */
    @Override
    void confirm() {
        super.confirm();
        if (run == null && flight != null && version > 0) {
            arrive();
        }
    }

    @SuppressWarnings("NullAway") // value is a T once there is one
    private void arrive() {
        Flight<T> landed = flight;
        if (landed == null) {
            return;
        }
        flight = null;
        underWay = false;
        landed.land(this, value, failure);
        if (!isFresh() && observed()) {
            context.aftermath.step(this::refresh);
        }
        for (Flight.Demand<T> demand : landed.demands()) {
            context.aftermath.step(() -> meet(demand));
        }
    }

    /** Who demands a fresh outcome goes on to the next flight, if there has to be one. */
    @SuppressWarnings("NullAway") // value is a T once there is one
    private void meet(Flight.Demand<T> demand) {
        refresh();
        if (flight != null) {
            flight.demand(demand);
        } else {
            T present = value;
            Throwable thrown = failure;
            context.aftermath.add(() -> demand.future().finish(present, thrown));
        }
    }

    private void refresh() {
        if (flight == null && !isFresh()) {
            Refresh.bringUpToDate(this);
        }
    }

    @Override
    @Nullable
    Edge trackFirst(Node source) {
        return run == null ? null : run.track(source);
    }

    @Override
    @Nullable
    Object call() {
        throw new AssertionError("runs are AsyncRuns");
    }

    @Override
    void settle(@Nullable Object result, @Nullable Throwable thrown) {
        throw new AssertionError("runs are AsyncRuns");
    }

    @Override
    boolean keepsUnread() {
        return false;
    }

    @Override
    Object function() {
        return function;
    }
}
