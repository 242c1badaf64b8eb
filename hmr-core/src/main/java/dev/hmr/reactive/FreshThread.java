package dev.hmr.reactive;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Continues the caller's work on another stack while the caller waits, as if it were the same thread: failures and
 * interrupts pass through in both directions, and {@link Turn} takes both for one. Only thread locals show.
 */
final class FreshThread extends Thread {
    /** With {@link #STACK_BYTES}, 32 kB for each user function and what it calls. */
    static final int NESTING_LIMIT = 2_048;

    /** Reserved, not used: the system provides pages as the stack grows. */
    private static final long STACK_BYTES = 64L << 20;

    private final Thread onBehalfOf;
    private final boolean startInterrupted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean done;
    private boolean endInterrupted;
    private @Nullable Throwable failure;

    private FreshThread(Runnable work, Thread caller, boolean startInterrupted) {
        super(null, work, caller.getName() + " (continued)", STACK_BYTES);
        this.onBehalfOf = identity(caller);
        this.startInterrupted = startInterrupted;
        setDaemon(true);
        setContextClassLoader(caller.getContextClassLoader());
    }

    /** The thread that the given one stands for. */
    static Thread identity(Thread thread) {
        return thread instanceof FreshThread fresh ? fresh.onBehalfOf : thread;
    }

    static void runAndWait(Runnable work) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        FreshThread thread = new FreshThread(work, Thread.currentThread(), interrupted);
        thread.start();
        if (interrupted) {
            Thread.interrupted(); // it is the work's now, and comes back if the work leaves it
        }
        thread.awaitEnd();
        Failures.rethrowIfPresent(thread.failure);
    }

    @Override
    public void run() {
        if (startInterrupted) {
            interrupt();
        }
        try {
            super.run();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            lock.lock();
            try {
                done = true;
                endInterrupted = Thread.interrupted();
                ended.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!done) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    if (done) {
                        interrupted = true;
                    } else {
                        interrupt(); // it is the work that is meant
                    }
                }
            }
            interrupted |= endInterrupted;
        } finally {
            lock.unlock();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
