package dev.hmr.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One version of the application, and who still uses it: the requests in flight, and {@link Generations} as long as it
 * is the current one. Once nobody does, it is never entered again. Thread-safe.
 */
final class Generation {
    private final long number;
    private final @Nullable Servlet servlet;
    private final @Nullable ClassLoader context;
    private final AtomicLong users = new AtomicLong(1);
    private final CompletableFuture<Void> idle = new CompletableFuture<>();

    private Generation(long number, @Nullable Servlet servlet, @Nullable ClassLoader context) {
        this.number = number;
        this.servlet = servlet;
        this.context = context;
    }

    /** The application as it was started: the rest of the filter chain. */
    static Generation asStarted() {
        return new Generation(0, null, null);
    }

    /**
     * A later version.
     *
     * @param context the context class loader of the threads that serve its requests
     */
    static Generation of(long number, Servlet servlet, ClassLoader context) {
        return new Generation(number, servlet, context);
    }

    long number() {
        return number;
    }

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

    void service(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (servlet == null) {
            chain.doFilter(request, response);
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            servlet.service(request, response);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
