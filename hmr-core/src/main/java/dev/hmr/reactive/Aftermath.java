package dev.hmr.reactive;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a turn leaves to be done once it has been passed on: futures to be completed, whose callbacks are foreign code, and
 * steps of the graph that must not happen in the middle of another one. Filled by the thread that has the turn; done by the
 * one that passes it on, in order.
 */
final class Aftermath {
    /** So that a callback may wait for what its own turn has caused; deeper, the outer one does it, for the stack's sake. */
    private static final int NESTING_LIMIT = 16;

    @SuppressWarnings("ThreadLocalUsage") // each context has its own, and whoever sets it removes it
    private final ThreadLocal<Integer> nestings = ThreadLocal.withInitial(() -> 0);

    private final ReactiveContext context;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Cheaper to ask than the queue, as every turn does. */
    private volatile boolean filled;

    Aftermath(ReactiveContext context) {
        this.context = context;
    }

    boolean isEmpty() {
        return !filled;
    }

    /** To be done without the turn, once the thread that has it has passed it on. */
    void add(Runnable task) {
        tasks.add(task);
        filled = true;
    }

    /** Takes a step of the graph: now, unless another one is under way on this thread. It is never lost. */
    void step(Runnable step) {
        boolean outermost;
        try {
            outermost = context.enter();
        } catch (IllegalStateException circle) {
            add(() -> step(step)); // the thread that has the turn, and waits for one of this thread's, will find it
            return;
        }
        try {
            if (outermost) {
                Failures.reporting(step);
            } else {
                add(() -> step(step));
            }
        } finally {
            context.leave(outermost);
        }
    }

    /** Does everything, also what comes up meanwhile. A failure has nobody else to go to than the thread's handler. */
    void work() {
        int nesting = nestings.get();
        if (nesting == NESTING_LIMIT) {
            return;
        }
        nestings.set(nesting + 1);
        filled = false;
        try {
            context.carrier.<@Nullable Object>between(null, () -> {
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    Failures.reporting(task);
                }
                return null;
            });
        } finally {
            if (nesting == 0) {
                nestings.remove();
            } else {
                nestings.set(nesting);
            }
        }
    }
}
