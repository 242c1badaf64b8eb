package dev.hmr.reactive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time, as a signal that moves in steps. The clock is given, so that a test may hold it; the value is the clock's,
 * rounded down to the step.
 *
 * <p>It looks at the clock on {@link #tick}; {@link #tickOn} has a scheduler do that at every step. Any thread. To close it
 * ends the ticking; what the clock throws reaches whoever looks. A look within a step tells nobody. One that was created in an effect or derived is closed with the run.
 */
public final class TimeSignal implements Supplier<Instant>, AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final InstantSource clock;
    private final long stepNanos;
    private final Signal<Instant> now;
    private @Nullable ScheduledFuture<?> ticking;
    private boolean closed;

    TimeSignal(ReactiveContext context, InstantSource clock, Duration step) {
        if (step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException(
                    "A clock cannot move in steps of " + step + ". Give a positive duration.");
        }
        this.clock = clock;
        this.stepNanos = step.toNanos();
        this.now = context.signal(present());
        context.onCleanupIfOwned(this::close);
    }

    private Instant present() {
        Instant exact = clock.instant();
        long nanos = Math.addExact(
                Math.multiplyExact(exact.getEpochSecond(), NANOS_PER_SECOND), exact.getNano()); // until the year 2262
        return exact.minusNanos(Math.floorMod(nanos, stepNanos));
    }

    /** The time of the last step. The derived or effect that is running depends on it from now on. */
    @Override
    public Instant get() {
        return now.get();
    }

    /**
     * Looks at the clock.
     *
     * @return whether it has come to another step
     */
    public boolean tick() {
        return now.update(before -> present()); // in one turn, so that no older look comes last
    }

    /** Ticks at every step, on the scheduler, until this is closed. Failures of effects go to its threads' handler. */
    public TimeSignal tickOn(ScheduledExecutorService scheduler) {
        synchronized (this) {
            if (ticking != null) {
                throw new IllegalStateException(
                        "This clock ticks already. Create another TimeSignal for another scheduler.");
            }
            if (!closed) {
                long delay =
                        stepNanos - Duration.between(present(), clock.instant()).toNanos();
                ticking = scheduler.scheduleAtFixedRate(
                        () -> Failures.reporting(this::tick), delay, stepNanos, TimeUnit.NANOSECONDS);
            }
        }
        return this;
    }

    /** Ends the ticking; the time stands still. */
    @Override
    public synchronized void close() {
        closed = true;
        if (ticking != null) {
            ticking.cancel(false);
        }
    }
}
