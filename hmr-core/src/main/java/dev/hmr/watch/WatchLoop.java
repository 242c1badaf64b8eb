package dev.hmr.watch;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the watcher's thread does: takes in events, looks at the files they name, hands complete sets to the listener.
 * All state belongs to that thread; the other threads only leave it tasks. {@link #open} is called before it runs.
 */
final class WatchLoop implements Runnable, NativeEvents.Sink {
    private static final System.Logger LOG = System.getLogger(WatchLoop.class.getName());

    static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Lost events come in bursts; one comparison of the whole tree afterwards is enough for all of them. */
    private static final long RECOVERY_DELAY = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long RECOVERY_INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long NEVER = Long.MAX_VALUE;

    /** Starts the events of a tree. The seam at which a test stands in for the operating system. */
    interface EventSource {
        Closeable start(WatchedTree tree, NativeEvents.Sink sink) throws IOException;
    }

    private final Collection<Path> roots;
    private final Predicate<Path> ignored;
    private final WatchListener listener;
    private final EventSource source;

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final KnownFiles known = new KnownFiles();
    private final ContentReader reader = new ContentReader();
    private final Inventory inventory = new Inventory(known, reader, this::unreadable);
    private final Coalescer coalescer = new Coalescer(known, held -> unreadable(held.path(), held.cause()));
    private final Set<Path> polled = new HashSet<>();
    private final Set<Path> unreadable = new HashSet<>();

    private WatchedTree tree;
    private GitLock git;
    private @Nullable Closeable events;
    private long recoverAt = NEVER;
    private long recoverableAt = Long.MIN_VALUE;
    private long lostAt;
    private long pollAt = NEVER;
    private volatile boolean stopped;

    WatchLoop(Collection<Path> roots, Predicate<Path> ignored, WatchListener listener, EventSource source) {
        this.roots = List.copyOf(roots);
        this.ignored = ignored;
        this.listener = listener;
        this.source = source;
        this.tree = new WatchedTree(roots, ignored);
        this.git = GitLock.above(tree.anchors());
    }

    /** Registers the tree and takes stock of it. From here on no edit is missed. */
    void open() {
        register();
        try {
            inventory.take(tree);
        } catch (RuntimeException e) {
            closeEvents();
            throw e;
        }
    }

    /** Makes {@link #run} return soon. Any thread. */
    void stop() {
        stopped = true;
        tasks.add(() -> {});
    }

    /** Takes in that somebody who needs no telling writes a file, or deletes it (null). Any thread. */
    void announce(Path file, @Nullable Content content) {
        long at = System.nanoTime();
        tasks.add(() -> coalescer.announced(file, content, at));
    }

    @Override
    public void run() {
        try {
            rehearse();
            while (!stopped) {
                runTasks();
                recoverIfDue();
                pollIfDue();
                look();
                deliver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report(new IllegalStateException(Advice.ended(roots, "its thread was interrupted"), e));
        } catch (Throwable e) {
            report(new IllegalStateException(Advice.ended(roots, e.toString()), e));
        } finally {
            closeEvents();
        }
    }

    /** What the JVM loads and links on first use, some 20 ms, shall not be part of the first save. */
    private static void rehearse() {
        Coalescer coalescer = new Coalescer(new KnownFiles(), held -> {});
        Path file = Path.of("rehearsal");
        coalescer.announced(file, Content.of(new byte[] {1}), 0);
        coalescer.touched(file, 0);
        for (long at = 0; at <= Settling.GAP; at += Settling.GAP) {
            coalescer.looked(file, new Look.Present(Content.of(new byte[] {2}), null), at);
        }
        coalescer.take(Settling.GAP);
    }

    private void runTasks() throws InterruptedException {
        for (Runnable task = awaitTask(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private @Nullable Runnable awaitTask() throws InterruptedException {
        if (inventory.hasUnread()) {
            return tasks.poll();
        }
        long now = System.nanoTime();
        // Before a recovery nothing is delivered, so nothing is urgent.
        long next = recoverAt == NEVER ? coalescer.nextDue(now) : recoverAt;
        long due = Math.min(next, pollAt);
        return due == NEVER ? tasks.take() : tasks.poll(due - now, TimeUnit.NANOSECONDS);
    }

    private void look() {
        for (Path file : coalescer.due(System.nanoTime())) {
            long at = System.nanoTime();
            coalescer.looked(file, reader.look(file), at);
        }
        Path edited = inventory.readNext();
        if (edited != null) {
            coalescer.touched(edited, System.nanoTime());
        }
    }

    private void deliver() {
        long now = System.nanoTime();
        // While events are missing or waiting, what is settled is not the whole of what changed.
        if (recoverAt != NEVER || !tasks.isEmpty() || !coalescer.isComplete(now)) {
            return;
        }
        if (git.isHeld(Instant.now(), coalescer.isGrowing(now))) {
            coalescer.held(now);
            return;
        }
        Optional<ChangeSet> changes = coalescer.take(now);
        if (changes.isEmpty() || stopped) {
            return;
        }
        try {
            listener.changed(changes.get());
        } catch (Throwable e) {
            report(e);
        }
    }

    @Override
    public void touched(Path file, long at) {
        tasks.add(() -> coalescer.touched(file, at));
    }

    @Override
    public void gone(Path path, long at) {
        tasks.add(() -> coalescer.gone(path, at));
    }

    @Override
    public void lost(long at) {
        tasks.add(() -> {
            if (recoverAt == NEVER) {
                lostAt = at;
                recoverAt = Math.max(System.nanoTime() + RECOVERY_DELAY, recoverableAt);
            }
        });
    }

    @Override
    public void unwatchable(Path root, IOException cause) {
        tasks.add(() -> {
            if (polled.add(root)) {
                pollAt = System.nanoTime();
                report(new IOException(Advice.unwatchable(root, cause, POLL_INTERVAL), cause));
            }
        });
    }

    @Override
    public void unreadable(Path path, IOException cause) {
        tasks.add(() -> {
            if (unreadable.add(path)) {
                report(new IOException(Advice.unreadable(path, cause), cause));
            }
        });
    }

    /**
     * Where events were lost, directories may have appeared that nobody registered. So everything is registered anew,
     * and then compared. The old registrations are given up first: the system may not allow for both.
     */
    private void recoverIfDue() {
        if (System.nanoTime() < recoverAt) {
            return;
        }
        recoverAt = NEVER;
        closeEvents();
        tree = new WatchedTree(roots, ignored);
        git = GitLock.above(tree.anchors());
        register();
        inventory.compare(tree, tree.roots(), file -> coalescer.touched(file, lostAt));
        recoverableAt = System.nanoTime() + RECOVERY_INTERVAL;
    }

    private void pollIfDue() {
        if (System.nanoTime() < pollAt) {
            return;
        }
        long at = System.nanoTime();
        List<Root> due = tree.roots().stream()
                .filter(root -> polled.contains(root.given()))
                .toList();
        inventory.compare(tree, due, file -> coalescer.touched(file, at));
        pollAt = System.nanoTime() + POLL_INTERVAL.toNanos();
    }

    private void register() {
        try {
            events = source.start(tree, this);
        } catch (IOException e) {
            tree.roots().forEach(root -> unwatchable(root.given(), e));
        }
    }

    private void closeEvents() {
        Closeable open = events;
        events = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            report(e);
        }
    }

    private void report(Throwable failure) {
        try {
            listener.failed(failure);
        } catch (Throwable e) {
            if (e != failure) {
                e.addSuppressed(failure);
            }
            LOG.log(Level.ERROR, "The listener of file changes failed to take in a failure", e);
        }
    }
}
