package dev.hmr.javalin;

import dev.hmr.session.ReloadEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A container as it comes from its makers, in a process of its own, on a free port. The web application in it has HMR's jars
 * in {@code WEB-INF/lib} and nothing else to do with it.
 */
abstract class StockContainer implements RunningApp {
    /** What is printed last when HMR is there. */
    static final String IN_DEVELOPMENT = "Save a file and look at http://localhost:";

    private final Pattern listening;
    private final Process process;
    private final Thread reader;
    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final RemoteApp remote;

    /**
     * Starts a container that has been given an application.
     *
     * @param base its own directory
     * @param arguments of the JVM
     * @param listening what it prints about its port
     * @param readySign what it prints when it is ready
     */
    StockContainer(Path base, List<String> arguments, Pattern listening, String readySign) throws Exception {
        this.listening = listening;
        Path stub = base.resolve("remote");
        process = start(stub, arguments);
        reader = new Thread(() -> read(readySign), "container-output");
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new AssertionError("The container was not started: " + String.join("\n", output), e);
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(stub))) {
            remote = (RemoteApp) in.readObject();
        }
    }

    private static Process start(Path stub, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dtest.remote=" + stub,
                "-Dhmr.inPlace=" + System.getProperty("hmr.inPlace", "false")));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void read(String readySign) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher found = listening.matcher(line);
                if (found.find()) {
                    port.complete(Integer.valueOf(found.group(1)));
                }
                if (line.contains(readySign)) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("The process has ended"));
    }

    /** What the container and HMR printed. */
    List<String> output() {
        return List.copyOf(output);
    }

    @Override
    public int port() {
        return port.join();
    }

    @Override
    public @Nullable Object call(String className, String method) {
        try {
            return remote.call(className, method);
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forgetEvents() {
        try {
            remote.forgetEvents();
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable ReloadEvent nextEvent(Duration patience) throws InterruptedException {
        try {
            Serializable event = remote.nextEvent(patience.toMillis());
            return (ReloadEvent) Transferred.received(event);
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // Unlike Process.destroy, this leaves what it prints to be read.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The container did not end: " + String.join("\n", output));
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
