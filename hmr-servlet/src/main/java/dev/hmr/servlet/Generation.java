package dev.hmr.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One version of the application, and who still uses it: the requests in flight, and {@link Generations} as long as it
 * is the current one. Once nobody does, it is never entered again. Thread-safe.
 */
final class Generation {
    private final long number;
    private final @Nullable Servlet servlet;
    private final @Nullable ClassLoader context;
    private final Occupancy occupancy = new Occupancy();

    private Generation(long number, @Nullable Servlet servlet, @Nullable ClassLoader context) {
        this.number = number;
        this.servlet = servlet;
        this.context = context;
    }

    /** A version that is the rest of the filter chain, as generation 0 is. */
    static Generation restOfChain(long number) {
        return new Generation(number, null, null);
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

    /** See {@link Occupancy#enter}. */
    boolean enter() {
        return occupancy.enter();
    }

    void leave() {
        occupancy.leave();
    }

    /** See {@link Occupancy#idle}. */
    CompletionStage<Void> idle() {
        return occupancy.idle();
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
