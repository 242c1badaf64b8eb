package dev.hmr.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Runs what the user registered to be disposed of, on a thread of its own and for a limited time: neither an exception nor
 * a loop without end keeps the other actions, or the next reload, from running.
 */
final class Disposal {
    /** How long one action may take before the next one is started without waiting for it. */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private final BiConsumer<String, Throwable> problems;

    /** @param problems told of each action that failed or did not end in time */
    Disposal(BiConsumer<String, Throwable> problems) {
        this.problems = problems;
    }

    /** Runs the actions, last registered first, once the stage has completed. Returns at once. */
    CompletionStage<Void> after(CompletionStage<?> idle, List<? extends AutoCloseable> actions) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (actions.isEmpty()) {
            done.complete(null);
            return done;
        }
        List<AutoCloseable> lastFirst = new ArrayList<>(actions);
        Collections.reverse(lastFirst);
        idle.whenComplete((ended, failure) -> start("hmr-dispose", () -> {
            lastFirst.forEach(this::run);
            done.complete(null);
        }));
        return done;
    }

    private void run(AutoCloseable action) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread runner = start("hmr-dispose-action", () -> {
            try {
                action.close();
                ended.complete(null);
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            }
        });
        try {
            ended.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            problems.accept("An onDispose action or close() failed", e.getCause());
        } catch (TimeoutException e) {
            runner.interrupt();
            problems.accept(
                    "An onDispose action or close() did not end within " + LIMIT.toSeconds() + " s; it was interrupted",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
