package dev.hmr.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Watches directories and tells a listener which files below them changed.
 *
 * <p>Contents decide: a file counts as changed when it holds other bytes than the listener knows of, whatever its time
 * stamp says. One save is one change set, delivered some 2 ms after its last event; one {@code git checkout} is one
 * change set too. What editors leave beside the files, and directories like {@code .git} and {@code node_modules}, are
 * no changes; nor are directories.
 *
 * <p>Roots may be missing, vanish, come back, be symbolic links, or be single files. Where the system gives no events,
 * a root is polled, and the listener told so.
 *
 * <p>Thread-safe. The caller closes it.
 */
public final class Watcher implements AutoCloseable {

    /** A listener at work is waited for that long; it is not interrupted. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final WatchLoop loop;
    private final Thread thread;

    private Watcher(WatchLoop loop) {
        this.loop = loop;
        this.thread = new Thread(loop, "hmr-watch");
        thread.setDaemon(true);
    }

    /** Like {@link #start(Collection, Predicate, WatchListener)} with nothing ignored but what always is. */
    public static Watcher start(Collection<Path> roots, WatchListener listener) {
        return start(roots, path -> false, listener);
    }

    /**
     * Starts to watch. Returns when every existing root is registered: an edit made from then on reaches the listener.
     *
     * @param roots directories, or single files; they need not exist
     * @param ignored asked whether a path below a root is of no interest; called on several threads, must not throw
     * @param listener called on the watcher's own thread
     * @throws IllegalArgumentException if there are no roots
     */
    public static Watcher start(Collection<Path> roots, Predicate<Path> ignored, WatchListener listener) {
        return start(roots, ignored, listener, NativeEvents::start);
    }

    static Watcher start(
            Collection<Path> roots, Predicate<Path> ignored, WatchListener listener, WatchLoop.EventSource source) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("no roots to watch");
        }
        WatchLoop loop = new WatchLoop(roots, ignored, listener, source);
        loop.open();
        Watcher watcher = new Watcher(loop);
        watcher.thread.start();
        return watcher;
    }

    /**
     * Announces that the caller writes a file itself, so that this is no change to the listener. Call it just before
     * writing: after that, the change may have been seen already.
     */
    public void written(Path file, byte[] content) {
        loop.announce(file.toAbsolutePath().normalize(), Content.of(content));
    }

    /** Announces that the caller deletes a file itself. Call it just before deleting. */
    public void deleted(Path file) {
        loop.announce(file.toAbsolutePath().normalize(), null);
    }

    /**
     * Ends watching and its threads. Idempotent. May be called from the listener, whose call is the last then;
     * otherwise waits until a listener at work has returned, up to five seconds.
     */
    @Override
    public void close() {
        loop.stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
