package dev.hmr.benchmarks.reactive;

import dev.hmr.benchmarks.BenchmarkFailed;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long a change takes in each shape of graph, and prints a table with the ratios:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.reactive.ReactiveComparison
 * }</pre>
 *
 * <p>Names of shapes as arguments ({@code -Dexec.args="DEEP MUX"}) measure those only. Ends with a status other than 0 if a
 * library did not compute what the others do.
 */
public final class ReactiveComparison {
    private ReactiveComparison() {}

    public static void main(String[] arguments) {
        try {
            Comparison comparison = Comparison.measure(shapes(arguments), Effort.USUAL, 1);
            System.out.println(comparison.describe());
            if (!comparison.disagreements().isEmpty()) {
                throw new BenchmarkFailed("Preact computed something else in " + comparison.disagreements());
            }
        } catch (BenchmarkFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Set<Shape> shapes(String... names) {
        return names.length == 0
                ? EnumSet.allOf(Shape.class)
                : Stream.of(names)
                        .map(Shape::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Shape.class)));
    }
}
