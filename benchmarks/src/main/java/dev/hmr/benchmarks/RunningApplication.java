package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The application under HMR in a JVM of its own, and a client that asks it. One thread at a time; closed by its starter. */
final class RunningApplication implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration EDIT_LIMIT = Duration.ofSeconds(30);
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(30);
    /** Between two questions, so that asking does not take the processor from what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final ChildJvm jvm;
    private final int port;
    private final HttpConnection connection;
    private final Edits edits;

    private RunningApplication(ChildJvm jvm, int port, HttpConnection connection, Edits edits) {
        this.jvm = jvm;
        this.port = port;
        this.connection = connection;
        this.edits = edits;
    }

    /** Returns once the application answers, and every answer shows the code as it is now. */
    static RunningApplication start(Workspace workspace, List<Path> libraries, Edits edits) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(workspace.classes()));
        classPath.addAll(libraries);
        ChildJvm jvm = ChildJvm.start("application", classPath, Program.MAIN_CLASS);
        try {
            int port = Integer.parseInt(jvm.receive(START_LIMIT).get(1));
            RunningApplication started = new RunningApplication(jvm, port, HttpConnection.open(port), edits);
            for (String route : edits.routes()) {
                started.verify("the start", started.connection.get(route));
            }
            return started;
        } catch (IOException | RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Waits until what HMR prepares in the background is done. */
    void awaitPrepared() {
        jvm.awaitQuiet(QUIET_LIMIT);
    }

    /** What it holds once it is quiet. */
    Footprint footprint() throws IOException {
        jvm.awaitQuiet(QUIET_LIMIT);
        return Footprint.of(jvm.pid());
    }

    /**
     * What came of a save.
     *
     * @param millis from just before the file was written until the answer that shows it had arrived
     */
    record Served(double millis, Reload reload) {}

    /** Saves, and asks until the answer shows it. Returns when HMR is done with it. */
    Served save(Edit edit) throws IOException {
        jvm.forgetMessages();
        Reload reload = null;
        long start = System.nanoTime();
        Files.writeString(edit.file(), edit.text());
        HttpConnection.Response response = connection.get(edit.route());
        while (!response.body().contains(edit.after())) {
            if (response.status() != 200 || !response.body().contains(edit.before())) {
                throw wrong("a " + edit, response);
            }
            if (System.nanoTime() - start > EDIT_LIMIT.toNanos()) {
                throw jvm.failure("did not show a " + edit + " within " + EDIT_LIMIT.toSeconds() + " s", null);
            }
            if (reload == null) {
                reload = jvm.poll().map(message -> live(message, edit)).orElse(null);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            response = connection.get(edit.route());
        }
        double millis = (System.nanoTime() - start) / 1e6;
        verify("a " + edit, response);
        while (reload == null) {
            reload = live(jvm.receive(EDIT_LIMIT), edit);
        }
        return new Served(millis, reload);
    }

    /** What was reported, if it is a reload; null if nothing changed, as when class files are seen that HMR wrote. */
    private @Nullable Reload live(List<String> message, Edit edit) {
        Reload reload = Reload.of(message);
        return switch (reload.verdict()) {
            case "live" -> reload;
            case "nothing-changed" -> null;
            default -> throw jvm.failure("reports '" + reload.verdict() + "' for a " + edit, null);
        };
    }

    private void verify(String cause, HttpConnection.Response response) {
        if (response.status() != 200 || !edits.outdated(response.body()).isEmpty()) {
            throw wrong(cause, response);
        }
    }

    private BenchmarkFailed wrong(String cause, HttpConnection.Response response) {
        return jvm.failure(
                "gave a wrong answer after " + cause + ": status " + response.status() + ", outdated "
                        + edits.outdated(response.body()) + ", " + response.body(),
                null);
    }

    @Override
    public void close() throws IOException {
        jvm.close();
        connection.close();
    }
}
