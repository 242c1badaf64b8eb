package dev.hmr.benchmarks;

import java.util.List;

/** Numbers that say something about many. */
public final class Statistics {
    private Statistics() {}

    /** The one in the middle. */
    public static double median(List<Double> values) {
        List<Double> sorted = sorted(values);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The smallest of the values that is at least as large as the given share of them. */
    public static double percentile(List<Double> values, int percent) {
        List<Double> sorted = sorted(values);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    private static List<Double> sorted(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        return values.stream().sorted().toList();
    }
}
