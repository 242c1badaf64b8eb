package dev.hmr.servlet;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which of a container's contexts serves new requests, one for each generation of the application. Thread-safe.
 *
 * @param <C> a context
 */
public final class Succession<C> {
    private volatile @Nullable Reign<C> current;

    private record Reign<C>(long generation, C context, Occupancy occupancy) {}

    /** The number of the generation that serves new requests; 0 before there is one. */
    public long current() {
        Reign<C> reign = current;
        return reign == null ? 0 : reign.generation();
    }

    /**
     * The context that serves new requests.
     *
     * @throws IllegalStateException if there is none yet
     */
    public C context() {
        return reign().context();
    }

    /** The context that serves new requests, which is kept until the stay is closed. */
    public Stay<C> enter() {
        while (true) {
            Reign<C> candidate = reign();
            if (candidate.occupancy().enter()) {
                return new Stay<>(candidate.context(), candidate.occupancy());
            }
            // It was replaced, and left by its last request, between the two lines above.
        }
    }

    /**
     * Lets the context serve every request that arrives from now on.
     *
     * @return completes when the context that was replaced has served its last request, on the thread that ended it
     */
    public synchronized CompletionStage<Void> swap(long generation, C context) {
        Reign<C> replaced = current;
        current = new Reign<>(generation, context, new Occupancy());
        if (replaced == null) {
            return CompletableFuture.completedStage(null);
        }
        replaced.occupancy().leave();
        return replaced.occupancy().idle();
    }

    private Reign<C> reign() {
        Reign<C> reign = current;
        if (reign == null) {
            throw new IllegalStateException("No context serves yet: swap the first one in before the server starts.");
        }
        return reign;
    }

    /** One request's use of a context. Closed when the request has ended; closing it again does nothing. Thread-safe. */
    public static final class Stay<C> implements AutoCloseable {
        private final C context;
        private final Occupancy occupancy;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Stay(C context, Occupancy occupancy) {
            this.context = context;
            this.occupancy = occupancy;
        }

        public C context() {
            return context;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                occupancy.leave();
            }
        }
    }
}
