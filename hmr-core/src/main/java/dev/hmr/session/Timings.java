package dev.hmr.session;

import java.time.Duration;

/**
 * Where the time of a reload went.
 *
 * @param detect from the first file event until the change was taken up
 * @param compile the compiler, and writing what it made
 * @param load comparing class files and planning
 * @param swap running the application's wiring on the new classes, which loads them, and switching over
 */
public record Timings(Duration detect, Duration compile, Duration load, Duration swap) {
    public Duration total() {
        return detect.plus(compile).plus(load).plus(swap);
    }

    /** Takes the time of one phase after the other. */
    static final class Stopwatch {
        private final long[] laps = new long[4];
        private long last;
        private int phase;

        /** @param started {@link System#nanoTime()} when the first phase began */
        Stopwatch(long started) {
            this.last = started;
        }

        /** Ends a phase; the next one begins. */
        void lap() {
            long now = System.nanoTime();
            laps[phase++] = now - last;
            last = now;
        }

        /** The time of the phases that have ended; the others took none. */
        Timings timings() {
            return new Timings(
                    Duration.ofNanos(laps[0]),
                    Duration.ofNanos(laps[1]),
                    Duration.ofNanos(laps[2]),
                    Duration.ofNanos(laps[3]));
        }
    }
}
