package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Reloads a copy of the example a thousand times while a client posts to it without a pause, and prints what the JVM holds
 * on the way: what grows is a leak. Before each reload, by a save that adds or removes a public method, a save changes a text, which
 * is live in place.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.ExampleReloads
 * }</pre>
 *
 * <p>Ends with a status other than 0 if an edit did not become live or a request failed.
 */
public final class ExampleReloads {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final int RELOADS = 1000;
    private static final Set<Integer> LOOKS = Set.of(10, 100, 300, 500, RELOADS);

    /** Its sources, from the classes of this module. */
    private static final String EXAMPLE = "../../../example-ml-service/src/main";

    private static final String MAIN_CLASS = "dev.hmr.example.App";
    private static final String HANDLER = "dev/hmr/example/DetectHandler.java";
    private static final String TEXT = "This looks like ";
    private static final String QUESTION = "{\"text\": \"Good morning, how do you do?\"}";
    private static final String ADDED = "\n    public String added() { return \"added\"; }\n}\n";

    private ExampleReloads() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(OwnClassPath.own().resolve(EXAMPLE).normalize());
        } catch (BenchmarkFailed e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path sources) throws IOException {
        List<Path> libraries = OwnClassPath.libraries();
        Map<String, String> texts = read(sources.resolve("java"));
        // The runner wants to know the port, and any will do.
        texts.computeIfPresent(
                "dev/hmr/example/App.java",
                (path, text) -> text.replace("Port.fromEnvironmentOrExit()", "0")
                        .replace("\"Open http://localhost:\"", "\"@port \""));
        String handler = texts.getOrDefault(HANDLER, "");
        Workspace workspace = Workspace.create(new Program(texts, List.of()), libraries);
        Directories.copy(sources.resolve("resources"), workspace.classes());
        List<Path> classPath = new ArrayList<>(List.of(workspace.classes()));
        classPath.addAll(libraries);
        try (ChildJvm jvm = ChildJvm.start("example", classPath, MAIN_CLASS)) {
            int port = Integer.parseInt(jvm.receive(PATIENCE).get(1));
            AtomicBoolean ended = new AtomicBoolean();
            Lock asking = new ReentrantLock(true);
            CompletableFuture<Long> requests = CompletableFuture.supplyAsync(() -> ask(port, asking, ended));
            System.out.println(Footprint.header());
            for (int reloads = 1; reloads <= RELOADS; reloads++) {
                boolean adds = reloads % 2 == 1;
                for (boolean added : new boolean[] {!adds, adds}) {
                    String shown = TEXT + reloads + (added == adds ? " " : ", in place ");
                    String text = handler.replace(TEXT, shown);
                    Files.writeString(
                            workspace.source(HANDLER), added ? text.substring(0, text.lastIndexOf('}')) + ADDED : text);
                    await(port, shown);
                }
                if (LOOKS.contains(reloads)) {
                    System.out.println(quiet(asking, jvm).row(reloads));
                }
            }
            ended.set(true);
            System.out.println(requests.get() + " requests meanwhile, none failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new BenchmarkFailed("A request failed: " + e.getCause(), e);
        }
        workspace.delete();
    }

    /** What requests leave to the next collection is no leak, so none is made meanwhile. */
    private static Footprint quiet(Lock asking, ChildJvm jvm) throws IOException {
        asking.lock();
        try {
            return Footprint.of(jvm.pid());
        } finally {
            asking.unlock();
        }
    }

    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static void await(int port, String text) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpConnection connection = HttpConnection.open(port)) {
            while (!connection.post("/detect", QUESTION).body().contains(text)) {
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkFailed("\"" + text + "\" did not become live");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Posts until it is told to end; returns how often. */
    private static long ask(int port, Lock asking, AtomicBoolean ended) {
        long requests = 0;
        try (HttpConnection connection = HttpConnection.open(port)) {
            while (!ended.get()) {
                HttpConnection.Response response;
                asking.lock();
                try {
                    response = connection.post("/detect", QUESTION);
                } finally {
                    asking.unlock();
                }
                if (response.status() != 200) {
                    throw new BenchmarkFailed("status " + response.status() + ": " + response.body());
                }
                requests++;
            }
            return requests;
        } catch (IOException e) {
            throw new BenchmarkFailed("the connection broke: " + e.getMessage(), e);
        }
    }
}
