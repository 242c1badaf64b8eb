package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What HMR costs where nobody is waiting for a reload: the time from the start of the JVM to the first answer, and the
 * requests answered each second, beside the same application started by Javalin alone.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.Overhead -Dexec.args="--classes 1000 --starts 11"
 * }</pre>
 *
 * <p>Takes {@code --classes}, {@code --seed} and {@code --starts}. Requests come from {@code wrk}, which must be on the PATH.
 */
public final class Overhead {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(2);
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 5;
    private static final int PAIRS = 5;

    private final Options options;
    private final Workspace workspace;
    private final List<Path> libraries = OwnClassPath.libraries();
    private final List<Path> classPath = new ArrayList<>();
    private final String route;
    /** Every JVM finds the edits that were made in those before. */
    private final Edits edits;

    private Overhead(Options options, Program program, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
        this.route = program.editables().get(0).route();
        this.edits = new Edits(workspace, program, options.seed());
        classPath.add(workspace.classes());
        classPath.addAll(libraries);
    }

    public static void main(String[] arguments) throws IOException {
        try {
            Options options = Options.parse(arguments);
            Program program = Program.generate(options.classes(), options.seed());
            Workspace workspace = Workspace.create(program, OwnClassPath.libraries());
            Overhead overhead = new Overhead(options, program, workspace);
            overhead.compareStarts();
            overhead.compareRequests(false);
            overhead.compareRequests(true);
            workspace.delete();
        } catch (BenchmarkFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** In turns, so that both meet the machine in the same state. */
    private void compareStarts() throws IOException {
        List<Double> plain = new ArrayList<>();
        List<Double> hmr = new ArrayList<>();
        // The first start of all finds the files not yet in the system's cache.
        start();
        for (int i = 0; i < options.starts(); i++) {
            plain.add(start("plain"));
            hmr.add(start());
        }
        double without = Statistics.median(plain);
        double with = Statistics.median(hmr);
        print(
                "Start to first answer, %d classes, medians of %d: plain %.0f ms, HMR %.0f ms (%+.0f ms)",
                options.classes(), options.starts(), without, with, with - without);
    }

    /** A server is up when it answers, which it may do before the method returns that starts it. */
    private double start(String... arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long begin = System.nanoTime();
        try (ChildJvm jvm = application(port, arguments)) {
            while (true) {
                try (HttpConnection connection = HttpConnection.open(port)) {
                    int status = connection.get(route).status();
                    double millis = (System.nanoTime() - begin) / 1e6;
                    if (status != 200) {
                        throw jvm.failure("answers " + route + " with " + status, null);
                    }
                    return millis;
                } catch (ConnectException notYet) {
                    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                        throw jvm.failure("does not serve", notYet);
                    }
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    /** One JVM compiles its code otherwise than the next, by some percent: so several of each, in pairs of the same age. */
    private void compareRequests(boolean reloaded) throws IOException {
        List<Double> plain = new ArrayList<>();
        List<Double> hmr = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            try (ChildJvm alone = application(0, "plain");
                    RunningApplication live = RunningApplication.start(workspace, libraries, edits)) {
                live.awaitPrepared();
                if (reloaded) {
                    live.save(edits.next(EditKind.SIGNATURE));
                    live.awaitPrepared();
                }
                List<Double> without = new ArrayList<>();
                List<Double> with = new ArrayList<>();
                int port = port(alone);
                askAll(port);
                for (int i = -WARM_UP; i < ROUNDS; i++) {
                    double one = Wrk.requestsPerSecond(port, route);
                    double other = Wrk.requestsPerSecond(live.port(), route);
                    if (i >= 0) {
                        without.add(one);
                        with.add(other);
                    }
                }
                plain.addAll(without);
                hmr.addAll(with);
                shares.add(100 * Statistics.median(with) / Statistics.median(without));
            }
        }
        Collections.sort(shares);
        print(
                "Requests each second, %s, medians of %d pairs of JVMs: plain %.0f, HMR %.0f, share %.1f %% (%.1f to %.1f)",
                reloaded ? "after a reload" : "before the first reload",
                PAIRS,
                Statistics.median(plain),
                Statistics.median(hmr),
                Statistics.median(shares),
                shares.get(0),
                shares.get(PAIRS - 1));
    }

    /**
     * As {@link RunningApplication#start} does: the compiler remembers which classes the code met first, and what others
     * than the measured route call makes that one slower, too.
     */
    private void askAll(int port) throws IOException {
        try (HttpConnection connection = HttpConnection.open(port)) {
            for (String each : edits.routes()) {
                connection.get(each);
            }
        }
    }

    private ChildJvm application(int port, String... arguments) {
        List<String> all = new ArrayList<>(List.of(Integer.toString(port)));
        all.addAll(List.of(arguments));
        return ChildJvm.start("application", classPath, Program.MAIN_CLASS, all.toArray(String[]::new));
    }

    private static int port(ChildJvm jvm) {
        return Integer.parseInt(jvm.receive(PATIENCE).get(1));
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
