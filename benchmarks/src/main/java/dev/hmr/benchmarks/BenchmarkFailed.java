package dev.hmr.benchmarks;

import org.jspecify.annotations.Nullable;

/** Something that must work did not, so that there is nothing to measure. */
final class BenchmarkFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchmarkFailed(String message) {
        super(message);
    }

    BenchmarkFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
