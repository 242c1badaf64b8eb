package dev.hmr.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The stay of one request on one generation: from its first dispatch until the response is complete, through forwards
 * and asynchronous dispatches. All that HMR remembers of a request that goes well. Thread-safe.
 */
final class Visit implements AsyncListener {
    private static final String ATTRIBUTE = Visit.class.getName();

    private final Generation generation;
    private final RequestFailures failures;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable whenEnded = () -> {};
    private volatile @Nullable ScriptTag tag;

    private Visit(Generation generation, RequestFailures failures) {
        this.generation = generation;
        this.failures = failures;
    }

    /** The visit that the request is on or was on, or null when this is its first dispatch. */
    static @Nullable Visit of(HttpServletRequest request) {
        return (Visit) request.getAttribute(ATTRIBUTE);
    }

    /**
     * Begins a visit.
     *
     * @param earlier the visit that has ended, when the container shows the request once more to have an error page
     *     made: the generation that failed makes it, unless it has been given up meanwhile
     * @param failures looks after what the request may end in
     */
    static Visit begin(
            HttpServletRequest request, @Nullable Visit earlier, Generations generations, RequestFailures failures) {
        Generation generation =
                earlier != null && earlier.generation.enter() ? earlier.generation : generations.enter();
        Visit visit = new Visit(generation, failures);
        request.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    Generation generation() {
        return generation;
    }

    RequestFailures failures() {
        return failures;
    }

    /** What goes into the document that the request is answered with; null if it asks for none. */
    @Nullable
    ScriptTag tag() {
        return tag;
    }

    void show(ScriptTag shown) {
        tag = shown;
    }

    boolean hasEnded() {
        return ended.get();
    }

    /** Has something done when the response is complete; to be called before the request is served. */
    void whenEnded(Runnable action) {
        whenEnded = action;
    }

    /** Ends the visit now, or with the asynchronous processing that was begun during the first dispatch. */
    void endWith(HttpServletRequest request) {
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(this);
                return;
            }
        } catch (IllegalStateException e) {
            // It was completed by another thread between the two calls.
        }
        end();
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            try {
                whenEnded.run();
            } finally {
                generation.leave();
            }
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // A dispatched request went asynchronous again, and that takes its listeners off.
        event.getAsyncContext().addListener(this);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // Completion follows.
    }

    @Override
    public void onError(AsyncEvent event) {
        // Completion follows.
    }
}
