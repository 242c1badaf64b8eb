package dev.hmr.servlet;

import java.time.Duration;

/** Lets something happen once in a while. Thread-safe. */
final class RateLimit {
    private final long pauseNanos;
    private long next;
    private boolean used;

    RateLimit(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    /**
     * Whether it may happen now, which counts as happening.
     *
     * @param now {@link System#nanoTime()}
     */
    synchronized boolean permits(long now) {
        if (used && now - next < 0) {
            return false;
        }
        used = true;
        next = now + pauseNanos;
        return true;
    }
}
