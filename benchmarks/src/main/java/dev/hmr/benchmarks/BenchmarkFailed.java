package dev.hmr.benchmarks;

import org.jspecify.annotations.Nullable;

/** Something that must work did not, so that there is nothing to measure. */
public final class BenchmarkFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Without a cause. */
    public BenchmarkFailed(String message) {
        super(message);
    }

    /** With what led to it. */
    public BenchmarkFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
