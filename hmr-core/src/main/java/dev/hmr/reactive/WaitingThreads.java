package dev.hmr.reactive;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which {@link Turn}. A thread that would close a circle of threads waiting for each other is refused.
 *
 * <p>The last thread of a circle finds all others in here, for each had its turn before it came to wait for the next one.
 * And what it finds is true: beginning with the turn that it has itself, nobody on the way can go on.
 */
final class WaitingThreads {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Thread, Turn> WAITING = new HashMap<>();

    private WaitingThreads() {}

    static void add(Thread thread, Turn wanted) {
        LOCK.lock();
        try {
            @Nullable Turn next = wanted;
            while (next != null) {
                Thread holder = next.holder();
                if (holder == thread) {
                    throw circle(thread, wanted.holder());
                }
                next = holder == null ? null : WAITING.get(holder);
            }
            WAITING.put(thread, wanted);
        } finally {
            LOCK.unlock();
        }
    }

    static void remove(Thread thread) {
        LOCK.lock();
        try {
            WAITING.remove(thread);
        } finally {
            LOCK.unlock();
        }
    }

    private static IllegalStateException circle(Thread thread, @Nullable Thread other) {
        return new IllegalStateException(
                "Thread \"" + thread.getName() + "\" and thread \""
                        + (other == null ? "unknown" : other.getName())
                        + "\" use the same ReactiveContexts in opposite order, and would wait for each other for ever. Use one"
                        + " context inside the other in the same order everywhere, or put what belongs together into one context.");
    }
}
