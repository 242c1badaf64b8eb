package dev.hmr.reactive.collection;

import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies maps and lists of maps, lists and sets, at any depth, into reactive ones. What occurs twice, or in itself, does so in the
 * copy. What is no such collection stays the object it is; so do keys and the elements of sets, which must keep their hash.
 */
final class DeepCopy {
    private final ReactiveContext context;
    private final IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    private final Deque<Object> unfilled = new ArrayDeque<>();

    private DeepCopy(ReactiveContext context) {
        this.context = context;
    }

    @SuppressWarnings("unchecked") // a map is copied into a map
    static <K extends @Nullable Object, V extends @Nullable Object> ReactiveMap<K, V> of(
            ReactiveContext context, Map<? extends K, ? extends V> original) {
        return (ReactiveMap<K, V>) new DeepCopy(context).all(original);
    }

    @SuppressWarnings("unchecked") // a list is copied into a list
    static <E extends @Nullable Object> ReactiveList<E> of(ReactiveContext context, List<? extends E> original) {
        return (ReactiveList<E>) new DeepCopy(context).all(original);
    }

    private Object all(Object root) {
        Object copy = Objects.requireNonNull(copy(root));
        for (Object original = unfilled.poll(); original != null; original = unfilled.poll()) {
            fill(original, Objects.requireNonNull(copies.get(original)));
        }
        return copy;
    }

    @SuppressWarnings("unchecked") // the copy was made for the original
    private void fill(Object original, Object copy) {
        if (original instanceof Map<?, ?> map) {
            map.forEach((key, value) -> ((Map<@Nullable Object, @Nullable Object>) copy).put(key, copy(value)));
        } else if (original instanceof List<?> list) {
            list.forEach(element -> ((List<@Nullable Object>) copy).add(copy(element)));
        } else if (original instanceof Set<?> set) {
            ((Set<@Nullable Object>) copy).addAll(set);
        }
    }

    /** The copy of a collection, still empty where it has not been met before; anything else as it is. */
    private @Nullable Object copy(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object known = copies.get(value);
        if (known != null) {
            return known;
        }
        Object copy = emptyCopy(value);
        if (copy == null) {
            return value;
        }
        copies.put(value, copy);
        unfilled.add(value);
        return copy;
    }

    private @Nullable Object emptyCopy(Object value) {
        if (value instanceof Map<?, ?>) {
            return new ReactiveMap<>(context);
        }
        if (value instanceof List<?>) {
            return new ReactiveList<>(context);
        }
        return value instanceof Set<?> ? new ReactiveSet<>(context) : null;
    }
}
