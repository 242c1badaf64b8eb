package dev.hmr.benchmarks.reactive;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a computed value of a graph takes, with its function and its share of sources and effects. */
final class Memory {
    private static final int CHAINS = 10_000;
    private static final int LENGTH = 10;
    private static final int SETTLING = 3;

    private Memory() {}

    static double bytesPerNode(Library library) {
        chains(library, 100);
        long before = used();
        Object kept = chains(library, CHAINS);
        try {
            return (used() - before) / (double) (CHAINS * (LENGTH + 1)); // and the effect
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    /** Chains of ten computed values over one source, each with an observer at its end. */
    private static Object chains(Library library, int count) {
        Library.Source<Integer> source = library.source(0);
        List<Supplier<Integer>> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Supplier<Integer> last = source;
            for (int k = 0; k < LENGTH; k++) {
                Supplier<Integer> previous = last;
                last = library.computed(() -> Shape.small(previous.get() + 1), previous);
            }
            ends.add(last);
        }
        Observers.of(library, ends);
        return source;
    }

    private static long used() {
        for (int i = 0; i < SETTLING; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
