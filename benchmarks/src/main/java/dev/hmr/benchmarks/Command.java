package dev.hmr.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Programs from the PATH that a measurement needs. */
public final class Command {
    private Command() {}

    /** Where a program is, if it is on the PATH. */
    public static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path == null ? "" : path)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Runs a program until it ends.
     *
     * @return the lines it printed
     * @throws BenchmarkFailed if it cannot be started or ends with a status other than 0
     */
    public static List<String> run(Path directory, List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchmarkFailed(String.join(" ", command) + " failed:\n" + output);
            }
            return output.lines().toList();
        } catch (IOException e) {
            throw new BenchmarkFailed("Could not run " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("Interrupted while " + command.get(0) + " ran", e);
        }
    }
}
