package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** Everything runs, the first failure is thrown, the others are suppressed in it. */
final class Failures {
    private Failures() {}

    /** The first of both, with the other one suppressed in it. */
    static @Nullable Throwable join(@Nullable Throwable first, @Nullable Throwable next) {
        if (first == null || next == null) {
            return first == null ? next : first;
        }
        if (first != next) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Throws what a user function threw, as it is. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException rethrow(Throwable failure) throws E {
        throw (E) failure;
    }

    static void rethrowIfPresent(@Nullable Throwable failure) {
        if (failure != null) {
            throw Failures.<RuntimeException>rethrow(failure);
        }
    }

    /** Hands what nobody waits for to the thread's handler of uncaught exceptions. */
    static void report(Throwable failure) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    }

    /** Runs what is repeated and must not end with its first failure, as a scheduler's tasks do. */
    static void reporting(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            report(failure);
        }
    }
}
