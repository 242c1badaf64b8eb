package dev.hmr.session;

import dev.hmr.heap.Holder;
import dev.hmr.heap.HolderSearch;
import dev.hmr.heap.Target;
import dev.hmr.load.LoaderNames;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that replaced code is let go: flushes caches, names threads that go on, and where class loaders outlive several
 * collections and reloads has the heap searched for who holds them. Holds them weakly itself. Told on the session thread,
 * works in the background; whoever made it closes it.
 */
final class ReplacedLoaders implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.hmr");
    private static final int COLLECTIONS_TO_SURVIVE = 3;
    private static final int RELOADS_TO_SURVIVE = 5;

    /** Where a reloaded class finds the static values it may take over when it is first used. */
    private static final Set<String> HARMLESS = Set.of("dev.hmr.load.UnitLoader.states");

    private final Consumer<Leak> leaks;
    private final CacheFlushers caches;
    private final StrayThreads threads = new StrayThreads();
    private final HolderSearch search = new HolderSearch(HARMLESS);
    private final ExecutorService background;
    /** Session thread only: when everything before has been disposed of. */
    private CompletableFuture<Void> disposed = CompletableFuture.completedFuture(null);

    // What follows belongs to the background thread.
    private final List<Replaced> watched = new ArrayList<>();
    private final Set<Target> searched = new HashSet<>();
    private final Set<String> reported = new HashSet<>();
    private final UnloadingClock clock = new UnloadingClock();
    /** Generations before this one serve no more. */
    private long over;
    /** What {@link #over} was at the last collection, and at the one before that. */
    private long overAtCollection;

    private long overForCollections;
    private long lastCount;
    private int reloadsToSurvive = RELOADS_TO_SURVIVE;

    /** A loader of a generation that is over when the stage completes. */
    private static final class Replaced {
        final Target loader;
        final long generation;
        final CompletableFuture<Void> disposed;
        /** The reading of the clock when it was first seen to be of no use any more; -1 until then. */
        long unusedSince = -1;

        Replaced(Target loader, long generation, CompletableFuture<Void> disposed) {
            this.loader = loader;
            this.generation = generation;
            this.disposed = disposed;
        }
    }

    /**
     * Starts to watch.
     *
     * @param background one thread, which is shut down with this
     * @param leaks told of each thing that keeps replaced code, once, on that thread
     */
    ReplacedLoaders(ExecutorService background, CacheFlushers caches, Consumer<Leak> leaks) {
        this.caches = caches;
        this.leaks = leaks;
        this.background = background;
    }

    /** A thread that is there while there is something to do. */
    @SuppressWarnings("ThreadPriorityCheck")
    static ExecutorService newThread() {
        return new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "hmr-leaks");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /**
     * A reload succeeded.
     *
     * @param generation the one it made
     * @param loaders those it replaced
     * @param whenDisposed completes when the last request on the generation before has ended, and what that registered has
     *     been disposed of; null if that generation serves on
     */
    void replaced(long generation, Collection<ClassLoader> loaders, @Nullable CompletionStage<?> whenDisposed) {
        if (whenDisposed != null) {
            disposed = CompletableFuture.allOf(disposed, whenDisposed.toCompletableFuture());
        }
        CompletableFuture<Void> allBefore = disposed;
        List<Replaced> replaced = loaders.stream()
                .map(loader ->
                        new Replaced(new Target(loader, LoaderNames.shown(loader.getName())), generation, allBefore))
                .toList();
        run(() -> look(generation, replaced));
        CompletionStage<Void> idle = allBefore;
        idle.whenComplete((done, failure) -> run(() -> {
            over = Math.max(over, whenDisposed == null ? 0 : generation);
            flushCaches(replaced);
        }));
    }

    private void run(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.TRACE, "The session has been closed", e);
        }
    }

    private void flushCaches(List<Replaced> replaced) {
        List<ClassLoader> alive = replaced.stream()
                .map(unused -> unused.loader.get())
                .filter(Objects::nonNull)
                .toList();
        if (!alive.isEmpty()) {
            caches.flush(alive);
        }
    }

    private void look(long generation, List<Replaced> more) {
        watched.addAll(more);
        watched.removeIf(replaced -> replaced.loader.get() == null);
        searched.removeIf(loader -> loader.get() == null);
        long now = clock.count();
        if (now > lastCount) {
            lastCount = now;
            overForCollections = overAtCollection;
            overAtCollection = over;
        }
        for (Replaced replaced : watched) {
            if (replaced.unusedSince < 0 && replaced.disposed.isDone()) {
                replaced.unusedSince = now;
            }
        }
        // A thread that ends when its owner is collected, as that of an HttpClient does, is no leak.
        threads.look(unused(), overForCollections).forEach(leaks);
        Set<Target> suspects = watched.stream()
                .filter(replaced -> isSuspect(replaced, generation, now))
                .map(replaced -> replaced.loader)
                .collect(Collectors.toSet());
        if (!suspects.isEmpty()) {
            search(suspects);
        }
    }

    private List<ClassLoader> unused() {
        return watched.stream()
                .filter(replaced -> replaced.unusedSince >= 0)
                .map(replaced -> replaced.loader.get())
                .filter(Objects::nonNull)
                .toList();
    }

    private boolean isSuspect(Replaced replaced, long generation, long now) {
        return !searched.contains(replaced.loader)
                && replaced.unusedSince >= 0
                && now - replaced.unusedSince >= COLLECTIONS_TO_SURVIVE
                && generation - replaced.generation >= reloadsToSurvive;
    }

    /**
     * Nothing on this thread may hold a loader now. The JVM stands still while its heap is dumped, so each search lets more
     * reloads pass until the next.
     */
    private void search(Set<Target> suspects) {
        reloadsToSurvive *= 2;
        searched.addAll(suspects);
        List<Target> targets = watched.stream().map(replaced -> replaced.loader).toList();
        HolderSearch.Outcome outcome = search.find(targets, suspects);
        if (outcome instanceof HolderSearch.Found found) {
            for (Holder holder : found.holders()) {
                if (reported.add(holder.origin())) {
                    leaks.accept(new Leak(
                            holder.target().name() + " was replaced and stays in memory: " + holder.text(),
                            holder.kind().remedy(),
                            holder.path()));
                }
            }
        } else if (outcome instanceof HolderSearch.Skipped skipped) {
            LOG.log(Level.DEBUG, "Replaced classes stay in memory; who holds them is not known: " + skipped.reason());
        }
    }

    /** Ends the watch; a search that is under way is given up. Idempotent. */
    @Override
    public void close() {
        background.shutdownNow();
        try {
            // A container that stops the application looks at once for threads that it left.
            background.awaitTermination(Disposal.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
