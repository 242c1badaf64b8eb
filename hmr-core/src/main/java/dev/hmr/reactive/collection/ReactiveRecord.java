package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.Reactive;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A signal that holds a record, and can be read and set by component:
 *
 * <pre>{@code
 * ReactiveRecord<Point> point = new ReactiveRecord<>(new Point(1, 2));
 * point.with(Point::x, 5);  // the point is (5, 2) now
 * point.get(Point::y);      // depends on y only
 * }</pre>
 *
 * <p>As {@code Signal.set}, what sets it throws what effects throw, after the change, and must not be called while a derived
 * is computed. What the record's own constructor throws, before.
 *
 * <p>Threads: as its {@link ReactiveContext}. Nothing to close. It keeps a signal for each component.
 *
 * @param <R> type of the record
 */
public final class ReactiveRecord<R extends Record> implements Supplier<R> {
    private final ReactiveContext context;
    private final Components<R> components;
    private final Signal<R> whole;
    private final List<Signal<@Nullable Object>> parts = new ArrayList<>();

    /** In the default context. */
    public ReactiveRecord(R initial) {
        this(Reactive.defaultContext(), initial);
    }

    /** Comparing records and their components by {@link Equality#byValue}. */
    public ReactiveRecord(ReactiveContext context, R initial) {
        this(context, initial, Equality.byValue());
    }

    /** With its own idea of which records are the same. Components are compared by {@link Equality#byValue}. */
    @SuppressWarnings("unchecked") // a record's class is that of its type
    public ReactiveRecord(ReactiveContext context, R initial, Equality<? super R> equality) {
        this.context = context;
        this.components = new Components<>((Class<R>) initial.getClass());
        this.whole = context.signal(initial, equality);
        for (int i = 0; i < components.count(); i++) {
            parts.add(signal(components.get(initial, i)));
        }
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private Signal<@Nullable Object> signal(@Nullable Object value) {
        return context.signal(value);
    }

    /** The record. The derived or effect that is running depends on it from now on. */
    @Override
    public R get() {
        return whole.get();
    }

    /** The record, without a dependency on it. */
    public R peek() {
        return whole.peek();
    }

    /** One component, with a dependency on that alone. */
    @SuppressWarnings({"unchecked", "NullAway"}) // the component's signal holds the component's value
    public <V extends @Nullable Object> V get(Component<R, V> component) {
        return (V) parts.get(components.indexOf(component)).get();
    }

    /**
     * Sets the record.
     *
     * @return whether that was a change
     */
    public boolean set(R next) {
        return context.joinBatch(() -> {
            boolean changed = whole.set(next);
            if (changed) {
                for (int i = 0; i < parts.size(); i++) {
                    set(parts.get(i), components.get(next, i));
                }
            }
            return changed;
        });
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private static void set(Signal<@Nullable Object> part, @Nullable Object value) {
        part.set(value);
    }

    /** Sets the record to the function's answer to the present one, without a dependency on it. */
    public boolean update(UnaryOperator<R> function) {
        return context.joinBatch(() -> set(function.apply(peek())));
    }

    /**
     * Sets one component: {@code with(Point::x, 5)}.
     *
     * @return whether that was a change
     * @throws IllegalArgumentException if it is not a reference to one of the record's accessors
     */
    public <V extends @Nullable Object> boolean with(Component<R, V> component, V value) {
        return update(present -> components.with(present, components.indexOf(component), value));
    }

    /**
     * Sets one component by its name, where the accessor is not known when the program is written.
     *
     * @return whether that was a change
     * @throws IllegalArgumentException if there is no such component, or the value is not of its type
     */
    public boolean with(String component, @Nullable Object value) {
        return update(present -> components.with(present, components.indexOf(component), value));
    }

    /** As the record's, with a dependency on it. */
    @Override
    public String toString() {
        return get().toString();
    }
}
