package dev.hmr.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generator {@code wrk}, from the PATH. */
final class Wrk {
    private static final Pattern RESULT = Pattern.compile("Requests/sec: +([\\d.]+)");
    private static final Pattern FAILURES = Pattern.compile("Non-2xx.*|Socket errors.*");

    private Wrk() {}

    /**
     * Asks for a path of this machine as fast as it is answered, over 16 connections for two seconds.
     *
     * @throws BenchmarkFailed if there is no wrk, or an answer was not a good one
     */
    static double requestsPerSecond(int port, String path) {
        Path wrk = Command.find("wrk")
                .orElseThrow(() -> new BenchmarkFailed("There is no wrk on the PATH: apt-get install wrk"));
        String address = "http://localhost:" + port + path;
        String output =
                String.join("\n", Command.run(Path.of("."), List.of(wrk.toString(), "-t1", "-c16", "-d2s", address)));
        Matcher result = RESULT.matcher(output);
        if (FAILURES.matcher(output).find() || !result.find()) {
            throw new BenchmarkFailed("wrk " + address + " says:\n" + output);
        }
        return Double.parseDouble(result.group(1));
    }
}
