package dev.hmr.benchmarks.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * Bindings of JavaFX, which must be told what they depend on. They have no batches and see mixtures of old and new: an
 * observer may run several times for one change.
 */
final class JavaFx implements Library {
    /** Bindings listen weakly: what nobody keeps is collected and no longer told. */
    private final List<Object> kept = new ArrayList<>();

    /** A value with the observable behind it. */
    private record Cell<T>(ObservableValue<T> observable) implements Supplier<T> {
        @Override
        public T get() {
            return observable.getValue();
        }
    }

    /** A property that keeps the whole graph. */
    private record Property<T>(SimpleObjectProperty<T> observable, List<Object> graph) implements Source<T> {
        @Override
        public T get() {
            return observable.get();
        }

        @Override
        public void set(T value) {
            observable.set(value);
        }
    }

    @Override
    public <T> Source<T> source(T initial) {
        return new Property<>(new SimpleObjectProperty<>(initial), kept);
    }

    @Override
    public <T> Supplier<T> computed(Supplier<T> function, Supplier<?>... inputs) {
        Observable[] dependencies = Stream.of(inputs).map(JavaFx::observable).toArray(Observable[]::new);
        ObjectBinding<T> binding = Bindings.createObjectBinding(function::get, dependencies);
        kept.add(binding);
        return new Cell<>(binding);
    }

    @Override
    public <T> void observe(Supplier<T> value, Consumer<T> observer) {
        ObservableValue<T> observable = observable(value);
        observer.accept(observable.getValue());
        observable.addListener((changed, before, after) -> observer.accept(after));
    }

    @SuppressWarnings("unchecked") // there are the two
    private static <T> ObservableValue<T> observable(Supplier<T> value) {
        return value instanceof Cell<?> cell
                ? (ObservableValue<T>) cell.observable()
                : (ObservableValue<T>) ((Property<?>) value).observable();
    }
}
