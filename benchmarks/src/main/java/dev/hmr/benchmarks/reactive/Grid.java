package dev.hmr.benchmarks.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Layers of computed values over as many sources: each reads some of the layer before; a few skip one, depending on values.
 */
record Grid(List<Library.Source<Integer>> sources, List<Supplier<Integer>> ends) {
    static Grid of(Library library, int width, int layerCount, int reads, int staticPercent) {
        List<Library.Source<Integer>> sources = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            sources.add(library.source(0));
        }
        List<? extends Supplier<Integer>> layer = sources;
        List<Supplier<Integer>> next = List.of();
        for (int depth = 1; depth < layerCount; depth++) {
            next = new ArrayList<>();
            for (int at = 0; at < width; at++) {
                List<Supplier<Integer>> inputs = new ArrayList<>();
                for (int k = 0; k < reads; k++) {
                    inputs.add(layer.get((at + k) % width));
                }
                boolean fixed = (at * 7919 + depth * 104729) % 100 < staticPercent;
                next.add(library.computed(
                        fixed ? () -> Shape.small(Shape.total(inputs)) : () -> skipping(inputs),
                        inputs.toArray(Supplier<?>[]::new)));
            }
            layer = next;
        }
        return new Grid(sources, next);
    }

    private static int skipping(List<Supplier<Integer>> inputs) {
        int result = inputs.get(0).get();
        boolean skips = (result & 1) == 1;
        int skipped = 1 + result % (inputs.size() - 1);
        for (int i = 1; i < inputs.size(); i++) {
            if (!(skips && i == skipped)) {
                result += inputs.get(i).get();
            }
        }
        return Shape.small(result);
    }

    Shape.Step observed(Library library) {
        return Shape.onOne(sources, Observers.of(library, ends));
    }

    Shape.Step read() {
        int width = sources.size();
        return i -> {
            sources.get(i % width).set(Shape.small(i + 1 + i / width));
            return Shape.small(Shape.total(ends));
        };
    }
}
