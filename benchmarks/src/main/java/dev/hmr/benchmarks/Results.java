package dev.hmr.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a run came to.
 *
 * @param classes how many top-level classes the application had
 * @param samples the measured edits
 * @param firstSaves milliseconds from the first save after a start to its answer, when all was prepared
 * @param hastySaves the same for a save as soon as the application answers
 */
record Results(
        Options options,
        int classes,
        int routes,
        Map<EditKind, List<Sample>> samples,
        List<Double> firstSaves,
        List<Double> hastySaves) {
    List<Double> values(EditKind kind, ToDoubleFunction<Sample> value) {
        return samples.getOrDefault(kind, List.of()).stream()
                .map(value::applyAsDouble)
                .toList();
    }

    double median(EditKind kind, ToDoubleFunction<Sample> value) {
        return Statistics.median(values(kind, value));
    }
}
