package dev.hmr.servlet;

import jakarta.servlet.Servlet;
import java.util.concurrent.CompletionStage;

/**
 * Which version of the application serves new requests. Thread-safe.
 *
 * <p>Generation 0 is the application as it was started: the rest of the filter chain. Each later one is a servlet of
 * its own, which the caller has initialised and will destroy.
 */
public final class Generations {
    private volatile Generation current;

    /** Beginning with generation 0. */
    public Generations() {
        this(0);
    }

    /**
     * For a filter of a context that is made for one generation.
     *
     * @param number of the generation that the rest of the filter chain is
     */
    public Generations(long number) {
        this.current = Generation.restOfChain(number);
    }

    /** The number of the generation that serves new requests. */
    public long current() {
        return current.number();
    }

    /**
     * Lets the servlet serve every request that arrives from now on.
     *
     * @param generation its number, greater than {@link #current()}
     * @param servlet already initialised
     * @param context the context class loader of the threads while they serve its requests
     * @return completes when the generation that was replaced has served its last request and may be destroyed, on the
     *     thread that ended that request; a request that went asynchronous ends with its {@code AsyncContext}, while
     *     open web sockets do not count
     * @throws IllegalArgumentException when the number is not greater than the current one
     */
    public synchronized CompletionStage<Void> swap(long generation, Servlet servlet, ClassLoader context) {
        Generation replaced = current;
        if (generation <= replaced.number()) {
            throw new IllegalArgumentException(
                    "Generation " + generation + " cannot follow generation " + replaced.number() + ".");
        }
        current = Generation.of(generation, servlet, context);
        replaced.leave();
        return replaced.idle();
    }

    /**
     * Ends the one generation of a filter that gets no new requests any longer.
     *
     * @return completes when it has served its last request
     */
    CompletionStage<Void> end() {
        Generation last = current;
        last.leave();
        return last.idle();
    }

    /** The current generation, entered. */
    Generation enter() {
        while (true) {
            Generation candidate = current;
            if (candidate.enter()) {
                return candidate;
            }
            // It was replaced, and left by its last request, between the two lines above.
        }
    }
}
