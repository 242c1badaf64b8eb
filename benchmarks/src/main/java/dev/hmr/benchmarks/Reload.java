package dev.hmr.benchmarks;

import java.util.List;

/**
 * A reload as HMR reports it; times in milliseconds.
 *
 * @param units how many units were loaded anew
 */
record Reload(String verdict, double detect, double compile, double load, double swap, int units) {
    /** From the words that the application says it in. */
    static Reload of(List<String> message) {
        return new Reload(
                message.get(1),
                millis(message.get(2)),
                millis(message.get(3)),
                millis(message.get(4)),
                millis(message.get(5)),
                Integer.parseInt(message.get(6)));
    }

    private static double millis(String nanos) {
        return Long.parseLong(nanos) / 1e6;
    }
}
