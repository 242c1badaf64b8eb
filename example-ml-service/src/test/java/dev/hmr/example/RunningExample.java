package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The example as a process of its own, started from a copy of the module as a developer starts it: plain {@code java},
 * classes in a directory, no flag. Requests may come from any thread; whoever started it closes it.
 */
final class RunningExample implements AutoCloseable {
    /** Far more than a slow machine needs: only what fails waits for it. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern ADDRESS = Pattern.compile("(?m)^Open http://localhost:(\\d+)$");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final ExampleProject project;
    private final Process process;
    private final Path output;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int port;

    private RunningExample(ExampleProject project, Process process, Path output) {
        this.project = project;
        this.process = process;
        this.output = output;
    }

    /** Starts on any free port; returns once HMR watches the sources. */
    static RunningExample start(ExampleProject project) throws IOException {
        return startOn(0, project);
    }

    /** Like {@link #start} on a certain port. */
    static RunningExample startOn(int port, ExampleProject project) throws IOException {
        RunningExample example = launch(port, project, List.of());
        example.ready("[hmr] Watching ");
        return example;
    }

    /** Starts on any free port with HMR switched off; returns once it answers. */
    static RunningExample startInProduction(ExampleProject project) throws IOException {
        RunningExample example = launch(0, project, List.of("-Dhmr.mode=off"));
        example.ready("");
        return example;
    }

    private static RunningExample launch(int port, ExampleProject project, List<String> flags) throws IOException {
        Path output = Files.createTempFile(project.root(), "output", ".txt");
        List<String> command = new ArrayList<>();
        command.add(inThisJdk("java"));
        command.add("-Xmx1g");
        // It begins at a moment that no test can know.
        command.add("-Dhmr.inPlace=false");
        command.addAll(flags);
        command.add("-cp");
        command.add(project.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("dev.hmr.example.App");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().remove("HMR_MODE");
        return new RunningExample(project, builder.start(), output);
    }

    private void ready(String line) {
        try {
            await("its address in the output", () -> ADDRESS.matcher(output()).find());
            port = ADDRESS.matcher(output())
                    .results()
                    .mapToInt(match -> Integer.parseInt(match.group(1)))
                    .sum();
            await("an answer of /health", () -> get("/health").statusCode() == 200);
            await("\"" + line + "\" in the output", () -> output().contains(line));
        } catch (AssertionError | RuntimeException e) {
            close();
            throw e;
        }
    }

    ExampleProject project() {
        return project;
    }

    int port() {
        return port;
    }

    /** The address of a page. */
    String url(String path) {
        return "http://localhost:" + port + path;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    /** Asks which language a text is written in. */
    HttpResponse<String> detect(String text) {
        try {
            String body = JSON.writeValueAsString(Map.of("text", text));
            return send(request("/detect")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service says of a French text. */
    String answer() {
        return json(detect("Les trains sont encore en retard ce matin"))
                .path("message")
                .asText();
    }

    static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever it has printed so far. */
    String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the output", e);
        }
    }

    /** The complete lines of the output that begin so. */
    List<String> outputLines(String beginning) {
        String text = output();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }

    /** The names of the threads of the process. */
    List<String> threads() throws IOException {
        Process jcmd = new ProcessBuilder(inThisJdk("jcmd"), Long.toString(process.pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String dump = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> names =
                THREAD.matcher(dump).results().map(match -> match.group(1)).toList();
        assertThat(names).as(dump).contains("Signal Dispatcher");
        return names;
    }

    /** Saves every edited file as it was at first, one after the other, and waits until HMR has seen to it. */
    void restore() {
        for (String file : project.edited()) {
            String line = "[hmr] " + Path.of(file).getFileName() + ": ";
            int before = outputLines(line).size();
            project.save(file, project.original(file));
            await("a line about " + file, () -> outputLines(line).size() > before);
        }
    }

    /** Waits until the condition holds; fails, showing the output, when it does not or when the process ends. */
    void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .failFast("the process has ended", () -> !process.isAlive())
                    .ignoreException(UncheckedIOException.class)
                    .until(condition);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "\nThe output of the example:\n" + output(), e);
        }
    }

    /** Ends the process at once, as an impatient developer does. Idempotent. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path))).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + request, e);
        }
    }

    private static String inThisJdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }
}
