package dev.hmr.reactive;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A future of a context, which cannot be completed while a thread has the turn; so one that has it must not wait for it.
 * Stages made from it are such futures, too.
 */
final class Awaitable<T extends @Nullable Object> extends CompletableFuture<T> {
    private final ReactiveContext context;

    Awaitable(ReactiveContext context) {
        this.context = context;
    }

    static <T extends @Nullable Object> Awaitable<T> completed(
            ReactiveContext context, T value, @Nullable Throwable failure) {
        Awaitable<T> future = new Awaitable<>(context);
        future.finish(value, failure);
        return future;
    }

    void finish(T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(failure);
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Awaitable<>(context);
    }

    @Override
    public T join() {
        requireWaitable();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        requireWaitable();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        requireWaitable();
        return super.get(timeout, unit);
    }

    private void requireWaitable() {
        if (!isDone() && context.turn.isMine()) {
            throw new IllegalStateException(
                    "Waiting here for an asynchronous value would last for ever: nothing of this"
                            + " ReactiveContext goes on while a derived, an effect or a batch of it runs. Attach a stage with"
                            + " thenAccept, or wait in an AsyncDerived or AsyncEffect with an executor.");
        }
    }
}
