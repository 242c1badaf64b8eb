package dev.hmr.benchmarks;

import java.io.IOException;

/**
 * Makes up an application, runs it under HMR, edits it, and prints how long each save took to be served, next to what a
 * bare compiler takes for the same file:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dexec.args="--classes 1000"
 * }</pre>
 *
 * <p>Ends with a status other than 0 if an edit did not become live or an answer was wrong.
 */
public final class SaveToServed {
    private SaveToServed() {}

    public static void main(String[] arguments) throws IOException {
        try {
            System.out.println(Report.of(Measurement.run(Options.parse(arguments))));
        } catch (BenchmarkFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
