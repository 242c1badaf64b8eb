package dev.hmr.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own, on the same JDK. What it prints in lines that begin with {@code @} is for the runner; of the rest the
 * end is kept, to be shown when something fails.
 *
 * <p>One thread at a time. Whoever started it closes it, which kills the JVM; so does the end of this one.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int LINES_KEPT = 60;
    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final double QUIET_SHARE_OF_A_CORE = 0.1;
    private static final int QUIET_GLANCES = 3;

    private final String name;
    private final Process process;
    private final Writer input;
    private final Thread killer;
    private final BlockingQueue<Optional<String>> messages = new LinkedBlockingQueue<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.killer = new Thread(process::destroyForcibly, "kill " + name);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread reader = new Thread(this::read, "read " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts one.
     *
     * @param name what it is to people: {@code application}
     */
    public static ChildJvm start(String name, List<Path> classPath, String mainClass, String... arguments) {
        return start(name, inPlace(System.getProperty("hmr.inPlace", "true")), classPath, mainClass, arguments);
    }

    /**
     * Starts one.
     *
     * @param inPlace whether HMR, if it runs there, may change code in place
     */
    static ChildJvm start(String name, boolean inPlace, List<Path> classPath, String mainClass) {
        return start(name, inPlace(Boolean.toString(inPlace)), classPath, mainClass);
    }

    private static List<String> inPlace(String whether) {
        return List.of("-Dhmr.inPlace=" + whether, "-XX:+EnableDynamicAgentLoading");
    }

    /**
     * Starts one.
     *
     * @param flags what the JVM itself is told
     */
    static ChildJvm start(
            String name, List<String> flags, List<Path> classPath, String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    name, new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new BenchmarkFailed("The JVM of the " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    void send(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw failure("takes no more input", e);
        }
    }

    /** The words of the next line that begins with {@code @}, if there is one now. */
    Optional<List<String>> poll() {
        return Optional.ofNullable(messages.poll()).map(this::words);
    }

    /**
     * The words of the next line that begins with {@code @}.
     *
     * @throws BenchmarkFailed if none came in time, or the JVM ended
     */
    public List<String> receive(Duration limit) {
        try {
            Optional<String> message = messages.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw failure("said nothing for " + limit.toSeconds() + " s", null);
            }
            return words(message);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private List<String> words(Optional<String> message) {
        return List.of(message.orElseThrow(() -> failure("has ended", null)).split(" ", -1));
    }

    /** Forgets what it said until now. */
    void forgetMessages() {
        messages.clear();
    }

    /**
     * Waits until it uses next to no processor time for a while, which is when all that it does in the background is done,
     * or until the limit.
     */
    public void awaitQuiet(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Duration before = processorTime();
        int quiet = 0;
        try {
            while (quiet < QUIET_GLANCES && System.nanoTime() < deadline) {
                if (process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failure("has ended", null);
                }
                Duration now = processorTime();
                double share = (double) now.minus(before).toNanos() / GLANCE.toNanos();
                quiet = share < QUIET_SHARE_OF_A_CORE ? quiet + 1 : 0;
                before = now;
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Of the compiler that HMR starts, as well. */
    private Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** A failure with the end of what the JVM printed. */
    BenchmarkFailed failure(String what, @Nullable Throwable cause) {
        StringBuilder message = new StringBuilder("The " + name + " " + what + ".");
        synchronized (lastLines) {
            if (!lastLines.isEmpty()) {
                message.append(" It printed last:");
                lastLines.forEach(line -> message.append("\n    ").append(line));
            }
        }
        return new BenchmarkFailed(message.toString(), cause);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@")) {
                    messages.add(Optional.of(line.substring(1)));
                } else {
                    keep(line);
                }
            }
        } catch (IOException e) {
            keep("(its output cannot be read: " + e.getMessage() + ")");
        }
        messages.add(Optional.empty());
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.remove();
            }
        }
    }

    private static BenchmarkFailed interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new BenchmarkFailed("The benchmark was interrupted", e);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // This JVM is ending, so the hook runs; what it kills is dead.
        }
    }
}
