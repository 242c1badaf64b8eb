package dev.hmr.benchmarks.browser;

import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.Command;
import dev.hmr.benchmarks.Directories;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Vite's development server with one page and one style sheet. Whoever started it closes it. */
final class Vite implements AutoCloseable {
    static final String VERSION = "8.3.8";

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");
    private static final Pattern COLOR = Pattern.compile("\u001B\\[[\\d;]*m");

    private final Path directory;
    private final Process process;
    private final String address;
    private final Edited styleSheet;

    private Vite(Path directory, Process process, String address, Edited styleSheet) {
        this.directory = directory;
        this.process = process;
        this.address = address;
        this.styleSheet = styleSheet;
    }

    /** Fetches it with npm into a temporary directory and starts it; empty where there is no npm. */
    static Optional<Vite> start() throws IOException {
        if (Command.find("npm").isEmpty() || Command.find("node").isEmpty()) {
            return Optional.empty();
        }
        Path directory = Files.createTempDirectory("hmr-vite").toRealPath();
        try {
            return Optional.of(start(directory));
        } catch (IOException | RuntimeException e) {
            Directories.delete(directory);
            throw e;
        }
    }

    private static Vite start(Path directory) throws IOException {
        Files.writeString(directory.resolve("package.json"), "{\"private\": true}\n");
        Command.run(
                directory, List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "vite@" + VERSION));
        Edited styleSheet = Edited.styleSheet(directory.resolve("style.css"));
        styleSheet.save(0);
        Files.writeString(
                directory.resolve("index.html"),
                "<!doctype html><title>Measured</title><link rel=stylesheet href=/style.css><h1>Hello</h1>\n");
        Process process = new ProcessBuilder("node", "node_modules/vite/bin/vite.js", "--host", "127.0.0.1")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            return new Vite(directory, process, addressIn(process), styleSheet);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** It prints its address once it listens, and hardly anything afterwards. */
    private static String addressIn(Process process) throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String plain = COLOR.matcher(line).replaceAll("");
            Matcher address = ADDRESS.matcher(plain);
            if (address.find()) {
                return address.group();
            }
            printed.append("\n    ").append(plain);
        }
        throw new BenchmarkFailed("Vite did not start. It printed:" + printed);
    }

    String address() {
        return address;
    }

    Edited styleSheet() {
        return styleSheet;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Directories.delete(directory);
    }
}
