package dev.hmr.reactive;

import java.io.Serial;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a context, which one thread has at a time and the others wait for. It is kept while the functions of the
 * graph run, for what they read must not change under them; so it is a lock, and is treated with the suspicion that a lock
 * around foreign code deserves: threads that wait for each other's contexts are found out and refused, and a wait that
 * lasts is reported with the stack of the thread that causes it.
 *
 * <p>A {@link FreshThread} has the turn of the thread that it continues.
 */
final class Turn {
    private static final Logger LOG = System.getLogger(Turn.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Gate gate = new Gate();
    private final Duration patience;

    /** A thread finds itself in here only if it has put itself there; so a racy look is good enough for that question. */
    private @Nullable Thread holder;

    Turn() {
        this(PATIENCE);
    }

    Turn(Duration patience) {
        this.patience = patience;
    }

    /** Waits for the turn. False if the thread has it already, and must not pass it on. */
    boolean take() {
        Thread thread = Thread.currentThread();
        if (holder == thread) {
            return false;
        }
        Thread current = FreshThread.identity(thread);
        if (holder == current) {
            return false;
        }
        if (!gate.tryAcquire(1)) {
            await(current);
        }
        holder = current;
        return true;
    }

    /** Leaves the turn to the next thread, which sees all that was done until now. */
    void pass() {
        holder = null;
        gate.release(1);
    }

    /** Whether the present thread has the turn. */
    boolean isMine() {
        return holder == current();
    }

    /** The thread that has the turn. Reliable only about a thread that cannot go on. */
    @Nullable
    Thread holder() {
        return holder;
    }

    private static Thread current() {
        return FreshThread.identity(Thread.currentThread());
    }

    private void await(Thread current) {
        WaitingThreads.add(current, this);
        boolean interrupted = false;
        try {
            if (!gate.tryAcquireNanos(1, patience.toNanos())) {
                report(current);
                gate.acquire(1);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            gate.acquire(1);
        } finally {
            WaitingThreads.remove(current);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void report(Thread current) {
        Thread other = holder;
        if (other == null) {
            return;
        }
        IllegalStateException where = new IllegalStateException("what \"" + other.getName() + "\" is doing");
        where.setStackTrace(other.getStackTrace());
        LOG.log(
                Level.WARNING,
                "Thread \"" + current.getName() + "\" has waited " + patience.toSeconds()
                        + " s to use a ReactiveContext, and goes on waiting: thread \"" + other.getName()
                        + "\" runs a function of it that does not end. A derived, an effect or a batch must not wait for"
                        + " what takes long; an AsyncDerived or AsyncEffect may.",
                where);
    }

    private static final class Gate extends AbstractQueuedSynchronizer {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean tryAcquire(int ignored) {
            return getState() == 0 && compareAndSetState(0, 1);
        }

        @Override
        protected boolean tryRelease(int ignored) {
            setState(0);
            return true;
        }
    }
}
