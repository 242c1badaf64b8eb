package dev.hmr.benchmarks.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The shapes of {@code shapes.mjs}, line by line the same. Values stay below 128: the JVM keeps those boxed. */
enum Shape {
    /** A chain. */
    DEEP("deep") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            return onEach(source, Observers.of(library, List.of(chain(library, source, 50))));
        }
    },
    /** Many short chains from one source. */
    BROAD("broad") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            List<Supplier<Integer>> ends = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int added = i;
                Supplier<Integer> first = library.computed(() -> small(source.get() + added), source);
                ends.add(library.computed(() -> small(first.get() + 1), first));
            }
            return onEach(source, Observers.of(library, ends));
        }
    },
    /** Apart and together again. */
    DIAMOND("diamond") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            List<Supplier<Integer>> sides = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                sides.add(library.computed(() -> small(source.get() + 1), source));
            }
            return onEach(source, Observers.of(library, List.of(sum(library, sides))));
        }
    },
    /** A chain and the sum of all of it. */
    TRIANGLE("triangle") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            List<Supplier<Integer>> chain = new ArrayList<>();
            chain.add(source);
            for (int i = 1; i < 10; i++) {
                chain.add(chain(library, chain.get(i - 1), 1));
            }
            return onEach(source, Observers.of(library, List.of(sum(library, chain))));
        }
    },
    /** Many sources through one value to many ends, one of which changes. */
    MUX("mux") {
        @Override
        Step build(Library library) {
            List<Library.Source<Integer>> sources = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sources.add(library.source(0));
            }
            Supplier<Snapshot> all = library.computed(() -> Snapshot.of(sources), sources.toArray(Supplier<?>[]::new));
            List<Supplier<Integer>> ends = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int at = i;
                Supplier<Integer> one = library.computed(() -> all.get().values[at], all);
                ends.add(library.computed(() -> small(one.get() + 1), one));
            }
            return onOne(sources, Observers.of(library, ends));
        }
    },
    /** The same read many times. */
    REPEATED("repeated") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            Supplier<Integer> sum = library.computed(
                    () -> {
                        int result = 0;
                        for (int i = 0; i < 30; i++) {
                            result += source.get();
                        }
                        return small(result);
                    },
                    source);
            return onEach(source, Observers.of(library, List.of(sum)));
        }
    },
    /** What is read depends on what was read. */
    UNSTABLE("unstable") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            Supplier<Integer> twice = library.computed(() -> small(source.get() * 2), source);
            Supplier<Integer> inverse = library.computed(() -> small(-source.get()), source);
            Supplier<Integer> sum = library.computed(
                    () -> {
                        int result = 0;
                        for (int i = 0; i < 20; i++) {
                            result += source.get() % 2 == 1 ? twice.get() : inverse.get();
                        }
                        return small(result);
                    },
                    source,
                    twice,
                    inverse);
            return onEach(source, Observers.of(library, List.of(sum)));
        }
    },
    /** Nothing comes out of it. */
    AVOIDABLE("avoidable") {
        @Override
        Step build(Library library) {
            Library.Source<Integer> source = library.source(0);
            Supplier<Integer> first = library.computed(source, source);
            Supplier<Integer> constant = library.computed(() -> first.get() < 0 ? 1 : 0, first);
            Supplier<Integer> third = library.computed(() -> small(constant.get() + 1), constant);
            Supplier<Integer> fourth = library.computed(() -> small(third.get() + 2), third);
            Supplier<Integer> fifth = library.computed(() -> small(fourth.get() + 3), fourth);
            return onEach(source, Observers.of(library, List.of(fifth)));
        }
    },
    /** Wide and dense. */
    WIDE_1000X5("wide1000x5") {
        @Override
        Step build(Library library) {
            return Grid.of(library, 1000, 5, 25, 100).observed(library);
        }
    },
    /** Wide and thin, and in part dynamic. */
    WEB_1000X12("web1000x12") {
        @Override
        Step build(Library library) {
            return Grid.of(library, 1000, 12, 4, 95).observed(library);
        }
    },
    /** Narrow and deep. */
    DEEP_5X500("deep5x500") {
        @Override
        Step build(Library library) {
            return Grid.of(library, 5, 500, 3, 100).observed(library);
        }
    },
    /** Wide and dense, and nobody observes: each step asks for all ends. */
    READ_1000X5("read1000x5") {
        @Override
        Step build(Library library) {
            return Grid.of(library, 1000, 5, 25, 100).read();
        }
    };

    /** What a change comes to. */
    @FunctionalInterface
    interface Step {
        /** Makes the i-th change, carried through. Returns what came out. */
        int run(int i);
    }

    private final String label;

    Shape(String label) {
        this.label = label;
    }

    abstract Step build(Library library);

    /** The name in {@code shapes.mjs}. */
    String label() {
        return label;
    }

    static int small(int value) {
        return value & 127;
    }

    static int total(List<? extends Supplier<Integer>> cells) {
        int result = 0;
        for (int i = 0; i < cells.size(); i++) {
            result += cells.get(i).get();
        }
        return result;
    }

    private static Supplier<Integer> chain(Library library, Supplier<Integer> from, int length) {
        Supplier<Integer> last = from;
        for (int i = 0; i < length; i++) {
            Supplier<Integer> previous = last;
            last = library.computed(() -> small(previous.get() + 1), previous);
        }
        return last;
    }

    private static Supplier<Integer> sum(Library library, List<Supplier<Integer>> cells) {
        return library.computed(() -> small(total(cells)), cells.toArray(Supplier<?>[]::new));
    }

    private static Step onEach(Library.Source<Integer> source, Observers observers) {
        return i -> {
            source.set(small(i));
            return observers.seen();
        };
    }

    /** Sets one source after the other. */
    static Step onOne(List<Library.Source<Integer>> sources, Observers observers) {
        int count = sources.size();
        return i -> {
            sources.get(i % count).set(small(i + 1 + i / count));
            return observers.seen();
        };
    }

    /** Values at one moment, different from any other. */
    private static final class Snapshot {
        private final int[] values;

        private Snapshot(int[] values) {
            this.values = values;
        }

        private static Snapshot of(List<Library.Source<Integer>> sources) {
            int[] values = new int[sources.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = sources.get(i).get();
            }
            return new Snapshot(values);
        }
    }
}
