package dev.hmr.servlet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who still uses something: the requests in flight, and its owner as long as it is the current one. Once nobody does, it is
 * never entered again. Thread-safe.
 */
final class Occupancy {
    /** The owner is the first. */
    private final AtomicLong users = new AtomicLong(1);

    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    /** Counts one more user, unless the last one has left already. Whoever gets true must {@link #leave}. */
    boolean enter() {
        long now = users.get();
        while (now > 0) {
            long seen = users.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    void leave() {
        if (users.decrementAndGet() == 0) {
            idle.complete(null);
        }
    }

    /** Completes when the last user has left, on the thread of that user. */
    CompletionStage<Void> idle() {
        return idle.minimalCompletionStage();
    }
}
