package dev.hmr.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An application of {@link UsedClasses} that takes edits over in one of the two ways. One thread at a time; closed by its starter. */
final class Contestant implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(30);
    /** Between two questions, so that asking does not take the processor from what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final boolean inPlace;
    private final Workspace workspace;
    private final ChildJvm jvm;
    private final HttpConnection connection;

    private Contestant(boolean inPlace, Workspace workspace, ChildJvm jvm, HttpConnection connection) {
        this.inPlace = inPlace;
        this.workspace = workspace;
        this.jvm = jvm;
        this.connection = connection;
    }

    /** Returns once what HMR does in the background is done. */
    static Contestant start(List<Integer> users, boolean inPlace) throws IOException {
        Workspace workspace = Workspace.create(UsedClasses.sources(users), OwnClassPath.libraries());
        List<Path> classPath = new ArrayList<>(List.of(workspace.classes()));
        classPath.addAll(OwnClassPath.libraries());
        ChildJvm jvm = ChildJvm.start(
                inPlace ? "application in place" : "application that reloads",
                inPlace,
                classPath,
                UsedClasses.MAIN_CLASS);
        try {
            int port = Integer.parseInt(jvm.receive(LIMIT).get(1));
            jvm.awaitQuiet(QUIET_LIMIT);
            return new Contestant(inPlace, workspace, jvm, HttpConnection.open(port));
        } catch (IOException | RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /**
     * What came of a save.
     *
     * @param millis from just before the file was written until the answer that shows it had arrived
     */
    record Served(double millis, Reload reload) {}

    /**
     * Saves a revision of the class with so many users.
     *
     * @throws BenchmarkFailed if the edit did not become live, or not in the way that it should
     */
    Served save(int users, int revision) throws IOException {
        jvm.forgetMessages();
        String wanted = UsedClasses.marker(revision);
        long start = System.nanoTime();
        Files.writeString(workspace.source(UsedClasses.path(users)), UsedClasses.core(users, revision));
        while (!connection.get(UsedClasses.route(users)).body().contains(wanted)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw jvm.failure("did not show revision " + revision + " of the class with " + users + " users", null);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        double millis = (System.nanoTime() - start) / 1e6;
        Reload reload = Reload.of(jvm.receive(LIMIT));
        while (reload.verdict().equals("nothing-changed")) {
            // The class files that it wrote itself were seen.
            reload = Reload.of(jvm.receive(LIMIT));
        }
        if (!reload.verdict().equals("live") || inPlace != (reload.units() == 0)) {
            throw jvm.failure("reported " + reload + " for the class with " + users + " users", null);
        }
        return new Served(millis, reload);
    }

    @Override
    public void close() throws IOException {
        jvm.close();
        connection.close();
        workspace.delete();
    }
}
