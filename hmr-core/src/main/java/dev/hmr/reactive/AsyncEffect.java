package dev.hmr.reactive;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An action that takes time, and runs again whenever something that it read has changed: its function returns a stage, or
 * blocks on an executor's thread. It depends on what the function reads before it returns, and on what is read in functions
 * that passed through {@link ReactiveContext#wrap(Runnable) wrap}, until the stage is complete. What happens if something
 * changes before that, {@link Overlap} says.
 *
 * <p>What the function throws, and the refusal of an executor, reaches whoever caused the run. A failure of the stage is the
 * outcome of {@link #run}, or goes to the handler of uncaught exceptions of the thread that brings it. It stays subscribed
 * nevertheless, also to what the failed run did not come to read. To dispose it while it runs cancels the run as
 * {@link Overlap#LATEST_WINS} does.
 *
 * <p>Each run allocates: what it reads, and a future. Any thread. No other thread uses the context while the function runs; stages and executors' threads run beside
 * everything else. Clean-ups are called before the next run and at the end.
 */
public final class AsyncEffect extends Reaction implements AutoCloseable {
    private final Supplier<? extends CompletionStage<?>> function;
    private final Overlap overlap;

    private @Nullable AsyncRun run;
    private @Nullable CompletionStage<?> stage;
    private CompletableFuture<@Nullable Void> ended;

    /** Somebody has the future of the present run, and will learn of its failure. */
    private boolean attended;

    /** Another run is to follow. */
    private boolean again;

    private @Nullable Throwable failure;

    AsyncEffect(
            ReactiveContext context, Supplier<? extends CompletionStage<?>> function, Overlap overlap, long sequence) {
        super(context, sequence);
        this.function = function;
        this.overlap = overlap;
        this.ended = CompletableFuture.completedFuture(null);
    }

    /**
     * Runs it now, whether or not something has changed, as {@link Effect#run}.
     *
     * @return complete when that run has ended; cancelled if it was superseded or disposed
     */
    public CompletableFuture<@Nullable Void> run() {
        boolean outermost = context.enter();
        try {
            disposed = false;
            forced = true;
            Failures.rethrowIfPresent(context.effects.startAsync(this));
            attended = true;
            return ended.copy();
        } finally {
            context.leave(outermost);
        }
    }

    /** Complete when no run is under way. A failure of the run does not show here. */
    public CompletableFuture<@Nullable Void> idle() {
        boolean outermost = context.enter();
        try {
            return ended.handle((nothing, thrown) -> null);
        } finally {
            context.leave(outermost);
        }
    }

    /** What to do if a run reads nothing. */
    public AsyncEffect onReactivityLoss(ReactivityLoss strategy) {
        onLoss(strategy);
        return this;
    }

    /** Ends it, cancels the run that is under way, calls the clean-ups and disposes what it owns. Done once. */
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
        return Refresh.isOutdated(this) ? queue.trigger(this) : null;
    }

    /** Runs it, now or after the present run. Returns what the function threw. */
    @Nullable
    Throwable trigger() {
        if (run != null && overlap == Overlap.QUEUE) {
            again = true;
            return null;
        }
        supersede();
        context.stack.call(this::launch);
        Throwable thrown = failure;
        failure = null;
        return thrown;
    }

    /** Ends the present run before its time. */
    private void supersede() {
        AsyncRun present = run;
        CompletionStage<?> running = stage;
        CompletableFuture<@Nullable Void> future = ended;
        if (present == null) {
            return;
        }
        run = null;
        stage = null;
        present.supersede();
        context.aftermath.add(() -> future.cancel(false));
        cancel(running);
    }

    private void cancel(@Nullable CompletionStage<?> unwanted) {
        if (unwanted instanceof CompletableFuture<?> cancellable) {
            context.aftermath.add(() -> cancellable.cancel(true));
        }
    }

    private void launch() {
        Scope owned = existingScope();
        Throwable unclean = owned == null ? null : owned.clear(context);
        forced = false;
        attended = false;
        Awaitable<@Nullable Void> future = new Awaitable<>(context);
        ended = future;
        AsyncRun begun = AsyncRun.begin(this);
        run = begun;
        try {
            CompletionStage<?> begunStage = begun.call(function);
            failure = unclean;
            if (begun.isCurrent()) {
                stage = begunStage;
            } else {
                cancel(begunStage);
            }
            begunStage.whenComplete((result, thrown) -> context.aftermath.step(() -> land(begun, future, thrown)));
        } catch (Throwable thrown) {
            failure = Failures.join(unclean, thrown);
            finish(begun, true);
            context.aftermath.add(() -> future.completeExceptionally(thrown));
        }
        Scope created = existingScope();
        if (disposed && created != null) { // by its own function: what that created afterwards goes, too
            failure = Failures.join(failure, created.clear(context));
        }
    }

    private void land(AsyncRun landed, CompletableFuture<@Nullable Void> future, @Nullable Throwable thrown) {
        if (!landed.isCurrent()) {
            return;
        }
        Throwable cause = AsyncDerived.unwrapped(thrown);
        finish(landed, cause != null);
        if (cause != null && !attended && !(cause instanceof CancellationException)) {
            context.aftermath.add(() -> Failures.report(cause));
        }
        context.aftermath.add(() -> {
            if (cause == null) {
                future.complete(null);
            } else {
                future.completeExceptionally(cause);
            }
        });
        if (again && !disposed) {
            again = false;
            Failures.rethrowIfPresent(context.effects.startAsync(this));
        }
    }

    private void finish(AsyncRun landed, boolean failed) {
        if (run == landed) {
            run = null;
            stage = null;
            landed.end(failed);
        }
    }

    @Override
    void release() {
        super.release();
        again = false;
        supersede();
        dropSources();
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

    /** As with an {@link Effect}. */
    @Override
    boolean keepsUnread() {
        return !disposed;
    }

    @Override
    Object function() {
        return function;
    }
}
