package dev.hmr.reactive;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows on whose behalf a thread works that has not the turn, so that what it reads in its next turn is put down to the
 * right {@link AsyncRun}. A thread-local rather than a scoped value: those exist from JDK 25 on only, and a computation is
 * left and entered again by callbacks, which is not what they are shaped for.
 */
final class Carrier {
    private final ReactiveContext context;

    @SuppressWarnings("ThreadLocalUsage") // each context has its own, and whoever sets it removes it
    private final ThreadLocal<@Nullable AsyncRun> carried = new ThreadLocal<>();

    /** The run that the thread which has the turn works for. */
    private @Nullable AsyncRun adopted;

    /** How many are under way; none is the usual case, which then costs no look at a thread-local. */
    int runs;

    Carrier(ReactiveContext context) {
        this.context = context;
    }

    /** At the beginning of a turn. */
    void adopt() {
        AsyncRun run = carried.get();
        if (run != null) {
            set(run);
        }
    }

    /** At the end of a turn. */
    void release() {
        if (adopted != null) {
            adopted = null;
            context.running = null;
            context.tracker = null;
        }
    }

    private void set(AsyncRun run) {
        adopted = run;
        context.running = run.isCurrent() ? run.target : null;
        context.tracker = context.running;
    }

    /** Calls the function as a part of the run. */
    <T extends @Nullable Object> T within(AsyncRun run, Supplier<T> function) {
        return context.turn.isMine() ? inTurn(run, function) : between(run, function);
    }

    private <T extends @Nullable Object> T inTurn(AsyncRun run, Supplier<T> function) {
        AsyncRun outerAdopted = adopted;
        Computation outerRunning = context.running;
        Computation outerTracker = context.tracker;
        set(run);
        try {
            return function.get();
        } finally {
            adopted = outerAdopted;
            context.running = outerRunning;
            context.tracker = outerTracker;
        }
    }

    /** Calls the function outside of a turn; null is for nobody. */
    <T extends @Nullable Object> T between(@Nullable AsyncRun run, Supplier<T> function) {
        AsyncRun outer = carried.get();
        put(run);
        try {
            return function.get();
        } finally {
            put(outer);
        }
    }

    private void put(@Nullable AsyncRun run) {
        if (run == null) {
            carried.remove();
        } else {
            carried.set(run);
        }
    }

    /**
     * The run that the calling thread works for, if any.
     *
     * @throws IllegalStateException in a computation that ends with its function, so that nothing can be carried on
     */
    @Nullable
    AsyncRun current() {
        boolean outermost = context.enter();
        try {
            AsyncRun run = adopted;
            Computation now = context.running;
            if (now == null || (run != null && now == run.target)) {
                return now == null ? null : run;
            }
            throw new IllegalStateException(
                    "wrap was called in " + now + ", which ends when its function returns, so that"
                            + " nothing read later could be put down to it. Make it an AsyncDerived or AsyncEffect.");
        } finally {
            context.leave(outermost);
        }
    }
}
