package dev.hmr.session;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.compile.Compiler;
import dev.hmr.compile.IncrementalCompiler;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectDiscovery;
import dev.hmr.compile.ProjectModule;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.Redaction;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.WatchListener;
import dev.hmr.watch.Watcher;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a running application on the code as it is saved. Puts watcher, {@link Pipeline} and listeners together and owns
 * the one thread that all of it runs on; what happens to a change is decided elsewhere.
 *
 * <p>Thread-safe. Whoever opened it closes it.
 */
public final class DevSession implements Insight, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** After a save, for the page that follows it to be answered. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final ClassLoader application;
    private final HmrOptions options;
    private final Set<Path> notProject;
    private final StartedCode started;
    private final Effects effects = new Effects();
    private final List<ReloadListener> listeners = new CopyOnWriteArrayList<>();
    private final ReloadLog log;
    private final ReplacedLoaders replaced;
    private final Attaching attaching;
    private final CountDownLatch watching = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DevSession::daemon);
    /** The session's own, for it ends with it: a container complains of threads that a web application leaves behind. */
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DevSession::daemon);
    /** What the application was not started from; session thread only. */
    private Optional<ChangeSet> missed = Optional.empty();
    /** What is done once all is quiet; session thread only. */
    private @Nullable Future<?> settling;

    /** How many; known once files are watched. */
    private volatile int sourceRoots;

    private volatile @Nullable Watcher watcher;
    private volatile @Nullable Compiler compiler;
    private volatile @Nullable Pipeline pipeline;
    private volatile @Nullable ReloadEvent last;

    private DevSession(ClassLoader application, HmrOptions options, Set<Path> notProject) {
        this.application = application;
        this.options = options;
        this.notProject = notProject;
        this.started = StartedCode.ofThisThread(application);
        this.log = new ReloadLog(System.out, options.logLevel(), Colors.detect());
        this.replaced = new ReplacedLoaders(ReplacedLoaders.newThread(), new CacheFlushers(application), log::leak);
        this.attaching = new Attaching(
                options.inPlace(),
                log,
                given -> whenPrepared(ready -> {
                    ready.redefineWith(given);
                    settleLater(ready);
                }));
        listeners.add(log);
    }

    /**
     * Opens a session for an application that is about to start, and leaves it the processor until it serves.
     *
     * @param application the loader of the application's classes, which becomes the stable parent
     * @param ownClasses classes of HMR and its adapter; the directories they lie in are not the project's
     * @return empty if nothing is to be reloaded: switched off, or, by default, no directory of the class path holds class files
     * @throws HmrException if an option is not understood, or reloading was asked for and there is nothing to reload
     */
    public static Optional<DevSession> open(
            ClassLoader application, HmrOptions options, Collection<Class<?>> ownClasses) {
        HmrOptions.Mode mode = options.mode();
        if (mode == HmrOptions.Mode.OFF) {
            return Optional.empty();
        }
        Set<Path> notProject = OwnCode.directories(ownClasses);
        if (!ProjectDiscovery.isProject(application, notProject)) {
            if (mode == HmrOptions.Mode.ON) {
                throw new HmrException("Nothing to reload: the class path has no directory of class files, only jars."
                        + " Start the application from its class directories (IDE, mvn exec:java, gradle run),"
                        + " or use -Dhmr.mode=off.");
            }
            return Optional.empty();
        }
        return Optional.of(new DevSession(application, options, notProject));
    }

    /**
     * Opens a session for a web application that a container has deployed. In production, too, its classes lie in a
     * directory; what tells development is that their sources are at hand.
     *
     * @param application the web application's own loader: what its parents have is the container's
     * @return empty if nothing is to be reloaded: switched off, or, by default, without sources
     * @throws HmrException if the mode is not understood
     */
    public static Optional<DevSession> openDeployed(
            ClassLoader application, HmrOptions options, Collection<Class<?>> ownClasses) {
        HmrOptions.Mode mode = options.mode();
        if (mode == HmrOptions.Mode.OFF) {
            return Optional.empty();
        }
        Set<Path> notProject = OwnCode.directories(ownClasses);
        notProject.addAll(ProjectDiscovery.directoriesOf(application.getParent()));
        boolean wanted = mode == HmrOptions.Mode.ON
                || ProjectDiscovery.hasSources(application, options.sourceRoots(), notProject);
        return wanted ? Optional.of(new DevSession(application, options, notProject)) : Optional.empty();
    }

    /**
     * Has the session run a wiring again whenever code that it can reach is reloaded.
     *
     * @param lifetime what user code registered while the wiring ran for the first time
     */
    public void attach(Wiring wiring, Lifetime lifetime) {
        effects.attach(wiring, lifetime);
        whenPrepared(ready -> ready.started(wiring));
    }

    /**
     * To be called once the application serves. Begins to watch, takes up what was saved since the JVM was started, and
     * prepares for the first save to be as fast as later ones; all of it in the background.
     */
    public void serving() {
        run(this::prepare);
        whenPrepared(ready -> {
            effects.wirings().forEach(ready::started);
            ready.rehearse();
            missed.ifPresent(
                    changes -> apply(ready, changes, event -> !(event.verdict() instanceof Verdict.NothingChanged)));
            attaching.begin();
        });
    }

    /** Has the listener told of everything that comes of saves. Close what is returned to end that. */
    public AutoCloseable listen(ReloadListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<List<Problem>> describe(Throwable thrown, Map<String, ?> suspects) {
        return ask(ready -> describe(ready, thrown, suspects), () -> Insight.NONE.describe(thrown, suspects));
    }

    /** The terminal says what there is to say, too: the server logs the exception alone. */
    private List<Problem> describe(Pipeline ready, Throwable thrown, Map<String, ?> suspects) {
        String explanation = ready.explain(thrown, suspects);
        if (!explanation.isEmpty()) {
            // It may name what a client has sent.
            log.say(Level.WARNING, explanation.replaceAll("\\p{Cntrl}", "?"));
        }
        return ready.describe(thrown, explanation);
    }

    @Override
    public CompletableFuture<CodeView> view() {
        return ask(Pipeline::view, Insight.NONE::view);
    }

    /** Asks on the session's thread, once it has been prepared. */
    private <T> CompletableFuture<T> ask(Function<Pipeline, T> question, Supplier<CompletableFuture<T>> nobody) {
        try {
            return CompletableFuture.supplyAsync(
                            () -> Optional.ofNullable(pipeline).map(question), thread)
                    .thenCompose(answer ->
                            answer.map(CompletableFuture::completedFuture).orElseGet(nobody));
        } catch (RejectedExecutionException e) {
            System.getLogger("dev.hmr").log(Level.DEBUG, "The session has ended", e);
            return nobody.get();
        }
    }

    /** How many saves have gone live, reloaded or in place. */
    public long generation() {
        ReloadEvent event = last;
        return event == null ? 0 : event.generation();
    }

    /** What the last save ended in; empty before the first. */
    public Optional<Verdict> lastVerdict() {
        return Optional.ofNullable(last).map(ReloadEvent::verdict);
    }

    /**
     * Says where the application can be seen once files are being watched, which they mostly are by then: it waits a few seconds for
     * that, and otherwise has it said later.
     */
    public void announce(URI address) {
        try {
            if (!watching.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.say(
                        Level.WARNING,
                        "It takes long to find out what there is to watch. Resources that you save before it is watched may be missed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (watching.getCount() == 0) {
            sayWatching(address);
        } else {
            whenPrepared(ready -> sayWatching(address));
        }
    }

    private void sayWatching(URI address) {
        if (watcher == null) {
            // Why not has been said.
            return;
        }
        log.say(
                Level.INFO,
                "Watching %d source %s. Save a file and look at %s"
                        .formatted(sourceRoots, sourceRoots == 1 ? "root" : "roots", address));
    }

    /** Prints a sentence that the developer should not miss. */
    public void warn(String sentence) {
        log.say(Level.WARNING, sentence);
    }

    /** Opens the application in the default browser, or says that it cannot be. */
    public void openBrowser(URI address) {
        daemon(() -> Browser.open(address, log)).start();
    }

    private void prepare() {
        try {
            Project project = ProjectDiscovery.discover(application, options.sourceRoots(), notProject);
            sourceRoots = project.modules().stream()
                    .mapToInt(module -> module.sourceRoots().size())
                    .sum();
            watcher = Watcher.start(watchedPaths(project), new Changes());
            // Before anybody is told that files are watched: what is saved from then on is the watcher's alone.
            missed = new MissedEdits(project, startOfJvm()).find();
            watching.countDown();
            Project compiled = ProjectDiscovery.addCompilerOnly(project, options.compileClassPath());
            Compiler found = Compiler.inOwnProcess(compiled).orElse(null);
            compiler = found;
            ProjectClasses classes = new ProjectClasses(compiled);
            Pipeline made = new Pipeline(
                    compiled,
                    classes,
                    new Excludes(options.excludes()),
                    application,
                    effects,
                    started,
                    found == null ? null : new IncrementalCompiler(compiled, found, classes),
                    new OwnOutput(),
                    options.watchedPaths(),
                    Redaction.usual().and(options.redacted()),
                    log::lost,
                    replaced);
            pipeline = made;
            Lifetimes.ofProcess().kept().currentIf(made::isCurrent);
            compiled.notes().forEach(note -> log.say(Level.WARNING, note));
            if (found == null) {
                log.say(
                        Level.WARNING,
                        "This Java has no compiler (it is a JRE), so HMR follows the class files only:"
                                + " have your IDE or build compile what you save.");
            } else {
                daemon(() -> {
                            found.warmUp();
                            whenPrepared(Pipeline::rehearseCompiling);
                        })
                        .start();
            }
        } catch (RuntimeException e) {
            stopWatching();
            watcher = null;
            watching.countDown();
            log.say(Level.ERROR, "Nothing will be reloaded: " + e.getMessage());
            System.getLogger("dev.hmr").log(Level.DEBUG, "The session could not be prepared", e);
        }
    }

    private static FileTime startOfJvm() {
        Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return FileTime.from(started);
    }

    private Set<Path> watchedPaths(Project project) {
        Set<Path> paths = new HashSet<>(options.watchedPaths());
        for (ProjectModule module : project.modules()) {
            paths.add(module.classOutput());
            paths.addAll(module.sourceRoots());
            paths.addAll(module.resourceRoots());
        }
        return paths;
    }

    private void apply(Pipeline ready, ChangeSet changes, Predicate<ReloadEvent> worthTelling) {
        ReloadEvent event;
        try {
            event = ready.apply(changes);
        } catch (RuntimeException | Error e) {
            // A defect of ours: what serves goes on serving, and the next save is taken up as if nothing had been.
            log.say(
                    Level.ERROR,
                    "This save was not taken up, because HMR itself failed: " + e
                            + ". Please report this with the stack trace that follows.");
            System.getLogger("dev.hmr").log(Level.ERROR, "HMR failed", e);
            return;
        }
        if (!worthTelling.test(event)) {
            return;
        }
        last = event;
        for (ReloadListener listener : listeners) {
            try {
                listener.reloaded(event);
            } catch (RuntimeException e) {
                System.getLogger("dev.hmr").log(Level.ERROR, "A reload listener failed", e);
            }
        }
    }

    /** Once nothing has changed for a while: it holds up requests, and those that come first come right after a save. */
    private void settleLater(Pipeline ready) {
        Future<?> before = settling;
        if (before != null) {
            before.cancel(false);
        }
        Runnable settle = () -> {
            ready.settle();
            prepareInPlace(ready);
        };
        try {
            settling = timer.schedule(() -> run(settle), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            System.getLogger("dev.hmr").log(Level.TRACE, "Closed before all was quiet", e);
        }
    }

    /** Bit by bit, so that a save comes between. */
    private void prepareInPlace(Pipeline ready) {
        if (ready.prepareInPlace()) {
            whenPrepared(this::prepareInPlace);
        }
    }

    /** On the session's thread, unless there is nothing that could be reloaded. */
    private void whenPrepared(Consumer<Pipeline> task) {
        run(() -> {
            Pipeline ready = pipeline;
            if (ready != null) {
                task.accept(ready);
            }
        });
    }

    private void run(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    /** Stops watching, ends the session's threads and disposes of what user code registered. Idempotent. */
    @Override
    public void close() {
        stopWatching();
        timer.shutdownNow();
        thread.shutdown();
        try {
            timer.awaitTermination(Disposal.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            thread.awaitTermination(Disposal.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            // It may have been about to begin.
            stopWatching();
            effects.close().toCompletableFuture().get(Disposal.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.say(Level.WARNING, "What was registered with Hmr.onDispose has not ended in time.");
        }
        replaced.close();
        Compiler open = compiler;
        if (open != null) {
            open.close();
        }
    }

    private void stopWatching() {
        Watcher open = watcher;
        if (open != null) {
            open.close();
        }
    }

    private final class Changes implements WatchListener {
        @Override
        public void changed(ChangeSet changes) {
            whenPrepared(ready -> {
                apply(ready, changes, event -> true);
                ready.getReady();
                settleLater(ready);
            });
        }

        @Override
        public void failed(Throwable failure) {
            log.say(Level.WARNING, String.valueOf(failure.getMessage()));
        }
    }

    /** Tells the watcher which files the session writes itself. */
    private final class OwnOutput implements OutputListener {
        @Override
        public void writing(Path file, byte[] content) {
            Watcher open = watcher;
            if (open != null) {
                open.written(file, content);
            }
        }

        @Override
        public void deleting(Path file) {
            Watcher open = watcher;
            if (open != null) {
                open.deleted(file);
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hmr-session");
        thread.setDaemon(true);
        return thread;
    }
}
