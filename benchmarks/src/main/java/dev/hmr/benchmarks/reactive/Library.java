package dev.hmr.benchmarks.reactive;

import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the shapes ask of a reactive library. */
interface Library {
    /** A value that can be set. */
    interface Source<T> extends Supplier<T> {
        void set(T value);
    }

    <T> Source<T> source(T initial);

    /**
     * A computed value.
     *
     * @param inputs all that it may read, for libraries that must be told
     */
    <T> Supplier<T> computed(Supplier<T> function, Supplier<?>... inputs);

    /** Calls the observer with the value, now and whenever it has changed. */
    <T> void observe(Supplier<T> value, Consumer<T> observer);

    /** This project's. */
    final class Hmr implements Library {
        private final ReactiveContext context = new ReactiveContext();

        @Override
        public <T> Source<T> source(T initial) {
            Signal<T> signal = context.signal(initial);
            return new Source<>() {
                @Override
                public T get() {
                    return signal.get();
                }

                @Override
                public void set(T value) {
                    signal.set(value);
                }
            };
        }

        @Override
        public <T> Supplier<T> computed(Supplier<T> function, Supplier<?>... inputs) {
            return context.derived(function);
        }

        @Override
        public <T> void observe(Supplier<T> value, Consumer<T> observer) {
            context.effect(() -> observer.accept(value.get()));
        }
    }
}
