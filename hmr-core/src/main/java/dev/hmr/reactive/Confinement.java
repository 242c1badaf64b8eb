package dev.hmr.reactive;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time use a context, and tells the second one. Leaving publishes what was done to the next thread
 * that enters, so a context may wander between threads without further ado. Nobody waits here.
 */
final class Confinement {
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();

    /** Returns whether this is the outermost use, to be passed to {@link #leave}. */
    boolean enter() {
        Thread current = FreshThread.identity(Thread.currentThread());
        if (user.getPlain() == current) {
            return false;
        }
        if (!user.compareAndSet(null, current)) {
            throw inUse(user.get(), current);
        }
        return true;
    }

    void leave(boolean outermost) {
        if (outermost) {
            user.setRelease(null);
        }
    }

    private static IllegalStateException inUse(@Nullable Thread other, Thread current) {
        return new IllegalStateException("Thread \"" + current.getName() + "\" uses a ReactiveContext while "
                + (other == null ? "another thread" : "thread \"" + other.getName() + "\"")
                + " is using it. Use it from one thread at a time, or create a ReactiveContext for each.");
    }
}
