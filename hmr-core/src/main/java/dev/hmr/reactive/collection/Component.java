package dev.hmr.reactive.collection;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Names a component of a record by a reference to its accessor, {@code Point::x}. Serializable so that the name can be found
 * out; it need not be serialized. Nothing but such a reference names a component.
 *
 * @param <R> type of the record
 * @param <V> type of the component
 */
@FunctionalInterface
public interface Component<R extends Record, V extends @Nullable Object> extends Serializable {
    /** The component's value. */
    V of(R value);
}
