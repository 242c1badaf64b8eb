package dev.hmr.reactive;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Code that may block, run by an executor, as a stage. To cancel it interrupts the thread that runs it. */
final class BlockingCall<T extends @Nullable Object> extends CompletableFuture<T> {
    private final FutureTask<T> task;

    private BlockingCall(Callable<? extends T> body) {
        this.task = new FutureTask<>(body::call) {
            @Override
            protected void done() {
                finish();
            }
        };
    }

    /** A function that hands the body to the executor, as a part of the run in which it is called. */
    static <T extends @Nullable Object> Supplier<CompletionStage<T>> of(
            ReactiveContext context, Executor executor, Callable<? extends T> body) {
        return () -> {
            BlockingCall<T> call = new BlockingCall<>(body);
            executor.execute(context.wrap((Runnable) call.task));
            return call;
        };
    }

    private void finish() {
        if (task.isCancelled()) {
            return; // by cancel(), which goes on to complete this
        }
        try {
            complete(task.get());
        } catch (ExecutionException e) {
            completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("a finished task does not wait", e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        task.cancel(mayInterruptIfRunning);
        return super.cancel(mayInterruptIfRunning);
    }
}
