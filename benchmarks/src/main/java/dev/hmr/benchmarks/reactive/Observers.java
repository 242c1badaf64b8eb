package dev.hmr.benchmarks.reactive;

import java.util.List;
import java.util.function.Supplier;

/** What the observers of a graph saw, in whatever order they ran, and how often they did. */
final class Observers {
    private int sum;
    private int runs;

    static Observers of(Library library, List<Supplier<Integer>> ends) {
        Observers observers = new Observers();
        for (Supplier<Integer> end : ends) {
            library.observe(end, observers::see);
        }
        return observers;
    }

    private void see(int value) {
        sum += value;
        runs++;
    }

    int seen() {
        return sum * 31 + runs;
    }

    int runs() {
        return runs;
    }
}
