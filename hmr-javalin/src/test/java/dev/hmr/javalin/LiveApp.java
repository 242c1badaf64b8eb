package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.session.ReloadEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * An application in a temporary directory under a real watcher and a real server. Mostly its {@code app.App} has a static
 * method {@code start} that returns the {@link HmrServer}, the {@code HmrServlets}, or the {@code Javalin} if it starts that
 * itself. An edit returns the event that it led to.
 */
final class LiveApp implements AutoCloseable {
    /** Far more than a slow machine needs: only what fails waits for it. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path root;
    private final RunningApp.Launcher launcher;
    private final RunningApp app;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    LiveApp(Path root, Map<String, String> files) {
        this(root, files, Map.of());
    }

    LiveApp(Path root, Map<String, String> files, RunningApp.Launcher launcher) {
        this(root, files, Map.of(), launcher);
    }

    LiveApp(Path root, Map<String, String> files, Map<String, String> savedSince) {
        this(root, files, savedSince, InThisProcess.LAUNCHER);
    }

    /** @param savedSince what is saved after the class files were written and before the application starts */
    LiveApp(Path root, Map<String, String> files, Map<String, String> savedSince, RunningApp.Launcher launcher) {
        this.root = root;
        this.launcher = launcher;
        try {
            Files.createDirectories(root.resolve("src/main/resources"));
            files.forEach(this::store);
            compileAll();
            savedSince.forEach(this::store);
            for (String file : savedSince.keySet()) {
                // Beyond doubt, however coarse the file system's clock is.
                Files.setLastModifiedTime(
                        path(file), FileTime.from(Instant.now().plusSeconds(1)));
            }
            app = launcher.launch(root);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The application cannot be started", e);
        }
    }

    HmrServer server() {
        return ((InThisProcess) app).server();
    }

    RunningApp running() {
        return app;
    }

    /** Calls a static method of the application as it was started. */
    Object call(String className, String method) {
        return Objects.requireNonNull(app.call(className, method), () -> className + "." + method);
    }

    /** Runs a static method of the application as it was started. */
    void run(String className, String method) {
        app.call(className, method);
    }

    /** Saves a file, and waits for what comes of it. */
    ReloadEvent save(String file, String content) {
        app.forgetEvents();
        store(file, content);
        return nextEvent();
    }

    /** Deletes a file, and waits for what comes of it. */
    ReloadEvent delete(String file) {
        app.forgetEvents();
        try {
            Files.delete(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nextEvent();
    }

    /** Saves a source with some text replaced. */
    void editUnheard(String file, String before, String after) {
        store(file, read(file).replace(before, after));
    }

    /** Saves a source with some text replaced, and waits for what comes of it. */
    ReloadEvent edit(String file, String before, String after) {
        String source = read(file);
        if (!source.contains(before)) {
            throw new IllegalArgumentException(file + " does not contain: " + before);
        }
        return save(file, source.replace(before, after));
    }

    ReloadEvent nextEvent() {
        try {
            ReloadEvent event = app.nextEvent(PATIENCE);
            if (event == null) {
                throw new AssertionError("No reload within " + PATIENCE);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    String get(String path) {
        return send(request(path).build()).body();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    /** Does something while four clients ask for a path without a pause; fails unless every answer is good and begins so. */
    void whileAsked(String path, String beginning, Runnable work) {
        AtomicBoolean running = new AtomicBoolean(true);
        AtomicInteger requests = new AtomicInteger();
        // Threads of their own: the common pool has but one on a machine with two cores.
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> clients = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            while (running.get()) {
                                HttpResponse<String> response =
                                        send(request(path).build());
                                assertThat(response.statusCode()).isEqualTo(200);
                                assertThat(response.body()).startsWith(beginning);
                                requests.incrementAndGet();
                            }
                        },
                        threads))
                .toList();
        try {
            work.run();
        } finally {
            running.set(false);
        }
        clients.forEach(CompletableFuture::join);
        threads.shutdown();
        assertThat(requests.get()).isPositive();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    int port() {
        return app.port();
    }

    HttpClient client() {
        return client;
    }

    private Path classes() {
        return launcher.classOutput(root);
    }

    private Path path(String file) {
        if (file.startsWith("webapp/")) {
            return root.resolve("src/main").resolve(file);
        }
        return root.resolve(file.endsWith(".java") ? "src/main/java" : "src/main/resources")
                .resolve(file);
    }

    private String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(String file, String content) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compileAll() throws IOException {
        Files.createDirectories(classes());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.walk(root.resolve("src/main/java"));
                var resources = Files.walk(root.resolve("src/main/resources"))) {
            List<Path> paths = sources.filter(Files::isRegularFile).toList();
            List<String> options =
                    List.of("-g", "-parameters", "-proc:none", "-d", classes().toString());
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                    .call()) {
                throw new IllegalArgumentException("The test's sources do not compile");
            }
            for (Path resource : resources.filter(Files::isRegularFile).toList()) {
                Path target = classes()
                        .resolve(root.resolve("src/main/resources")
                                .relativize(resource)
                                .toString());
                Files.createDirectories(target.getParent());
                Files.copy(resource, target);
            }
        }
    }

    @Override
    public void close() throws IOException {
        app.stop();
    }
}
