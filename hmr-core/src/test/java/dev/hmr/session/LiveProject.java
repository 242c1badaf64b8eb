package dev.hmr.session;

import dev.hmr.compile.AnnotationProcessing;
import dev.hmr.compile.Compiler;
import dev.hmr.compile.IncrementalCompiler;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectDiscovery;
import dev.hmr.load.LostState;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Redaction;
import dev.hmr.protocol.Route;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A project in a temporary directory, running under the real pipeline without watcher, threads or server: an edit is
 * delivered synchronously and returns its event. Its class {@code app.App} has a method {@code start} that gives a
 * {@link Start} with its {@code routes} method; the routes go into a {@link Table}.
 */
public final class LiveProject implements AutoCloseable {
    /** What the project's code is given to register its routes with. */
    public static final class Table {
        /** The context class loader while the routes are made, and while they answer. */
        private final ClassLoader context = Thread.currentThread().getContextClassLoader();

        private final Map<String, Supplier<?>> answers = new LinkedHashMap<>();
        private final List<RegisteredRoute> routes = new ArrayList<>();

        public void get(String path, Answer answer) {
            get(path, (Supplier<?>) answer);
        }

        /** The same with an object of which nobody says that only requests call it. */
        public void get(String path, Supplier<?> answer) {
            answers.put(path, answer);
            routes.add(RegisteredRoute.here(new Route("GET", path, path), answer));
        }

        /** What there is to ask, by path. */
        public Map<String, Supplier<?>> answers() {
            return Collections.unmodifiableMap(answers);
        }
    }

    /** What answers on a route; only requests call it. */
    public interface Answer extends Supplier<@Nullable Object> {}

    /** The user's routes, in the way adapters take them. */
    public interface Start extends Consumer<Table>, Serializable {}

    private final Path root;
    private final URLClassLoader stable;
    private final Compiler javac;
    private final Pipeline pipeline;
    private final Effects effects = new Effects();
    private final List<Leak> leaks = new CopyOnWriteArrayList<>();
    private final ExecutorService background = ReplacedLoaders.newThread();
    private final ReplacedLoaders replaced;
    private final List<LostState> lost = new ArrayList<>();
    private boolean inPlace;
    private Table table;

    /**
     * Compiles the sources and starts them.
     *
     * @param root an empty directory
     * @param sources by file name below the source root; what is not Java, below the resource root
     */
    public LiveProject(Path root, Map<String, String> sources) {
        this(root, sources, new AnnotationProcessing(List.of(), List.of(), List.of(), true));
    }

    LiveProject(Path root, Map<String, String> sources, AnnotationProcessing processing) {
        this.root = root;
        try {
            sources.forEach(this::store);
            Files.createDirectories(classes());
            compileAll();
            for (String file : sources.keySet()) {
                if (!file.endsWith(".java")) {
                    Files.createDirectories(classes().resolve(file).getParent());
                    Files.copy(source(file), classes().resolve(file));
                }
            }
            stable = new URLClassLoader(new URL[] {classes().toUri().toURL()}, LiveProject.class.getClassLoader());
            Project project = project(stable, processing);
            javac = Compiler.inThisJvm(project).orElseThrow();
            ProjectClasses known = new ProjectClasses(project);
            Start start = (Start) invoke(stable, "app.App", "start");
            Lifetime lifetime = new Lifetime();
            table = inContext(
                    stable,
                    () -> Lifetimes.ofProcess().building(lifetime, () -> {
                        Table first = new Table();
                        start.accept(first);
                        return first;
                    }));
            Wiring wiring = new TableWiring(EntryPoint.of(start));
            effects.attach(wiring, lifetime);
            replaced = new ReplacedLoaders(background, new CacheFlushers(stable), leaks::add);
            pipeline = new Pipeline(
                    project,
                    known,
                    new Excludes(List.of("app.Excluded*")),
                    stable,
                    effects,
                    new StartedCode(),
                    new IncrementalCompiler(project, javac, known),
                    new Unheard(),
                    List.of(),
                    Redaction.usual(),
                    lost::add,
                    replaced);
            Lifetimes.ofProcess().kept().currentIf(pipeline::isCurrent);
            pipeline.started(wiring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The project alone: what surrounds the tests on the class path is none of it. */
    private static Project project(URLClassLoader loader, AnnotationProcessing processing) {
        Project all = ProjectDiscovery.discover(loader, List.of(), Set.of());
        Path own = Path.of(java.net.URI.create(loader.getURLs()[0].toString()));
        return new Project(
                all.modules().stream()
                        .filter(module ->
                                module.classOutput().equals(own.toAbsolutePath().normalize()))
                        .toList(),
                all.classPath(),
                processing,
                List.of(),
                List.of());
    }

    /** Whether the changes from now on may be taken over in place; at first they may not. */
    public void allowInPlace(boolean allowed) {
        if (allowed != inPlace) {
            inPlace = allowed;
            pipeline.redefineWith(allowed ? ThisJvm.instrumentation() : null);
        }
    }

    /** What the session does when nothing has changed for a while. */
    public void settle() {
        pipeline.settle();
    }

    /** What the session does once that is done. */
    public void prepareInPlace() {
        while (pipeline.prepareInPlace()) {
            // There are more classes.
        }
    }

    /** Writes a source and delivers the change. */
    ReloadEvent write(String file, String source) {
        boolean existed = Files.exists(source(file));
        store(file, source);
        return deliver(file, existed ? FileChange.Kind.MODIFIED : FileChange.Kind.CREATED);
    }

    /** Replaces text in a source and delivers the change. */
    ReloadEvent edit(String file, String before, String after) {
        replace(file, before, after);
        return deliver(file, FileChange.Kind.MODIFIED);
    }

    /** Replaces text without anybody noticing yet. */
    void replace(String file, String before, String after) {
        try {
            String source = Files.readString(source(file));
            if (!source.contains(before)) {
                throw new IllegalArgumentException(file + " does not contain: " + before);
            }
            store(file, source.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReloadEvent delete(String file) {
        remove(source(file));
        return deliver(file, FileChange.Kind.DELETED);
    }

    private static void remove(Path source) {
        try {
            Files.delete(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delivers one change set of several files that were modified. */
    ReloadEvent deliver(String... modified) {
        List<FileChange> changes = new ArrayList<>();
        for (String file : modified) {
            changes.add(new FileChange(source(file), FileChange.Kind.MODIFIED));
        }
        return apply(new ChangeSet(changes, System.nanoTime()));
    }

    /** Writes and deletes sources, and delivers all that as one change set. An empty text deletes the source. */
    public ReloadEvent change(Map<String, String> sources) {
        List<FileChange> changes = new ArrayList<>();
        sources.forEach((file, text) -> {
            Path path = source(file);
            boolean existed = Files.exists(path);
            if (text.isEmpty()) {
                remove(path);
                changes.add(new FileChange(path, FileChange.Kind.DELETED));
            } else {
                store(file, text);
                changes.add(new FileChange(path, existed ? FileChange.Kind.MODIFIED : FileChange.Kind.CREATED));
            }
        });
        return apply(new ChangeSet(changes, System.nanoTime()));
    }

    /** Has every source compiled by somebody else, who writes one class file anew, and delivers that. */
    ReloadEvent compileElsewhere(String className) throws IOException {
        compileAll();
        return apply(new ChangeSet(
                List.of(new FileChange(classes().resolve(className + ".class"), FileChange.Kind.MODIFIED)),
                System.nanoTime()));
    }

    /** Deletes everything below the class output, as a clean build does, and delivers that. */
    void deleteClassFiles() throws IOException {
        List<FileChange> changes = new ArrayList<>();
        try (var files = Files.walk(classes())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
                changes.add(new FileChange(file, FileChange.Kind.DELETED));
            }
        }
        apply(new ChangeSet(changes, System.nanoTime()));
    }

    /** Delivers files below the project's directory as created, whoever wrote them. */
    ReloadEvent deliverOutput(List<Path> files) {
        return apply(new ChangeSet(
                files.stream()
                        .map(file -> new FileChange(file, FileChange.Kind.CREATED))
                        .toList(),
                System.nanoTime()));
    }

    /** Hands a change set in, as the session does. */
    private ReloadEvent apply(ChangeSet changes) {
        ReloadEvent event = pipeline.apply(changes);
        pipeline.getReady();
        return event;
    }

    private ReloadEvent deliver(String file, FileChange.Kind kind) {
        return apply(new ChangeSet(List.of(new FileChange(source(file), kind)), System.nanoTime()));
    }

    /** What a route answers now. */
    public Object get(String path) {
        Supplier<?> answer = table.answers.get(path);
        if (answer == null) {
            throw new IllegalArgumentException("No route " + path + " among " + table.answers.keySet());
        }
        return inContext(table.context, answer);
    }

    private static <T> T inContext(ClassLoader context, Supplier<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return code.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The routes that serve now. */
    public Table table() {
        return table;
    }

    boolean hasRoute(String path) {
        return table.answers.containsKey(path);
    }

    /** The class that serves now. */
    public Class<?> current(String binaryName) throws ClassNotFoundException {
        return Class.forName(binaryName, false, pipeline.loaderOf(binaryName));
    }

    CodeView view() {
        return pipeline.view();
    }

    String explain(Throwable thrown) {
        return pipeline.explain(thrown, Map.of());
    }

    /** The static values that could not be taken over so far. */
    List<LostState> lost() {
        return lost;
    }

    /** What replaced code is known to have left behind, now that everything that was delivered has been looked at. */
    List<Leak> leaks() {
        try {
            background.submit(() -> {}).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        return leaks;
    }

    long generation() {
        return pipeline.generation();
    }

    public Path classes() {
        return root.resolve("target/classes");
    }

    private Path source(String file) {
        String directory = file.endsWith(".java") ? "src/main/java" : "src/main/resources";
        return root.resolve(directory).resolve(file).toAbsolutePath().normalize();
    }

    private void store(String file, String source) {
        try {
            Files.createDirectories(source(file).getParent());
            Files.writeString(source(file), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compileAll() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.walk(root.resolve("src/main/java"))) {
            List<Path> paths = sources.filter(Files::isRegularFile).toList();
            List<String> options =
                    List.of("-g", "-parameters", "-proc:none", "-d", classes().toString());
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                    .call()) {
                throw new IllegalArgumentException("The test's sources do not compile");
            }
        }
    }

    /** Calls a static method without arguments of generation 0, as main would. */
    public static Object invoke(ClassLoader loader, String className, String method) {
        try {
            var found = Class.forName(className, true, loader).getDeclaredMethod(method);
            found.setAccessible(true);
            return found.invoke(null);
        } catch (InvocationTargetException e) {
            throw new AssertionError(className + "." + method + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(className + "." + method, e);
        }
    }

    ClassLoader stable() {
        return stable;
    }

    @Override
    public void close() throws IOException {
        effects.close().toCompletableFuture().join();
        replaced.close();
        javac.close();
        stable.close();
    }

    private final class TableWiring implements Wiring {
        private final EntryPoint entry;

        TableWiring(EntryPoint entry) {
            this.entry = entry;
        }

        @Override
        public Optional<EntryPoint> entry() {
            return Optional.of(entry);
        }

        @Override
        public boolean isCalledPerRequest(String type, String method) {
            return type.equals(Answer.class.getName());
        }

        @Override
        public void rehearse() {
            // Nothing of this wiring is slow the first time.
        }

        @Override
        public List<RegisteredRoute> routes() {
            return table.routes;
        }

        @Override
        public Wired run(MethodHandle routes, long generation) {
            Table next = new Table();
            call(routes, next);
            return new Wired() {
                @Override
                public List<RegisteredRoute> routes() {
                    return next.routes;
                }

                @Override
                public List<String> restartReasons() {
                    return List.of();
                }

                @Override
                public CompletionStage<?> swap() {
                    table = next;
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void discard() {
                    // Nothing was opened.
                }
            };
        }

        private static void call(MethodHandle routes, @Nullable Table next) {
            try {
                routes.invoke(next);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Unheard implements OutputListener {
        @Override
        public void writing(Path file, byte[] content) {
            // No watcher needs to know.
        }

        @Override
        public void deleting(Path file) {
            // No watcher needs to know.
        }
    }
}
