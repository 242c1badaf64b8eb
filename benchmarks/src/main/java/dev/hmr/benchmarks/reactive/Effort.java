package dev.hmr.benchmarks.reactive;

import java.time.Duration;

/**
 * How long to measure each shape.
 *
 * @param rounds of warm-up, and of measurement
 * @param round length of one
 */
record Effort(int rounds, Duration round) {
    static final Effort USUAL = new Effort(5, Duration.ofMillis(500));

    /** For a look whether everything runs. */
    static final Effort LEAST = new Effort(1, Duration.ofMillis(10));
}
