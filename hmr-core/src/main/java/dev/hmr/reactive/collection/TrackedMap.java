package dev.hmr.reactive.collection;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every change of a map that looks first or changes much, brought down to puts and removals. */
abstract sealed class TrackedMap<K extends @Nullable Object, V extends @Nullable Object> extends AbstractMap<K, V>
        permits ReactiveMap {
    final Whole whole;
    final Map<K, V> entries;

    TrackedMap(Whole whole, Map<K, V> entries) {
        this.whole = whole;
        this.entries = entries;
    }

    @Override
    public abstract @Nullable V put(K key, V value);

    @Override
    public abstract @Nullable V remove(@Nullable Object key);

    /** The value, not tracked. */
    final @Nullable V peek(@Nullable Object key) {
        return whole.<@Nullable V>read(() -> entries.get(key));
    }

    @Override
    public final void putAll(Map<? extends K, ? extends V> added) {
        whole.<@Nullable Void>operation(() -> {
            added.forEach(this::put);
            return null;
        });
    }

    @Override
    public final @Nullable V putIfAbsent(K key, V value) {
        return whole.<@Nullable V>write(() -> {
            V before = entries.get(key);
            return before == null ? put(key, value) : before;
        });
    }

    @Override
    public final @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return whole.<@Nullable V>operation(() -> {
            V before = peek(key);
            if (before != null) {
                return before;
            }
            V computed = function.apply(key);
            if (computed != null) {
                put(key, computed);
            }
            return computed;
        });
    }

    @Override
    public final @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return whole.<@Nullable V>operation(() -> {
            V before = peek(key);
            return before == null ? null : settle(key, function.apply(key, before));
        });
    }

    @Override
    @SuppressWarnings("NullAway") // the function is given null for an absent key, as the interface says
    public final @Nullable V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        return whole.<@Nullable V>operation(() -> {
            V before = peek(key);
            return settle(key, function.apply(key, before));
        });
    }

    @Override
    public final @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(function, "function");
        return whole.<@Nullable V>operation(() -> {
            V before = peek(key);
            return settle(key, before == null ? value : function.apply(before, value));
        });
    }

    /** What a function answered: null stands for no entry. */
    private @Nullable V settle(K key, @Nullable V after) {
        if (after == null) {
            remove(key);
        } else {
            put(key, after);
        }
        return after;
    }

    @Override
    public final boolean remove(@Nullable Object key, @Nullable Object value) {
        return whole.write(() -> {
            boolean matches = matches(key, value);
            if (matches) {
                remove(key);
            }
            return matches;
        });
    }

    @Override
    public final @Nullable V replace(K key, V value) {
        return whole.<@Nullable V>write(() -> entries.containsKey(key) ? put(key, value) : null);
    }

    @Override
    public final boolean replace(K key, V before, V after) {
        return whole.write(() -> {
            boolean matches = matches(key, before);
            if (matches) {
                put(key, after);
            }
            return matches;
        });
    }

    private boolean matches(@Nullable Object key, @Nullable Object value) {
        return entries.containsKey(key) && Objects.equals(entries.get(key), value);
    }

    @Override
    public final void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function, "function");
        whole.<@Nullable Void>operation(() -> {
            for (Map.Entry<K, V> entry : snapshot()) {
                entry.setValue(function.apply(entry.getKey(), entry.getValue()));
            }
            return null;
        });
    }

    /** Removes what matches. The filter answers for all before anything changes: if it throws, nothing has changed. */
    final boolean removeIf(Predicate<Map.Entry<K, V>> filter) {
        return whole.operation(() -> {
            List<K> removed = new ArrayList<>();
            for (Map.Entry<K, V> entry : snapshot()) {
                if (filter.test(entry)) {
                    removed.add(entry.getKey());
                }
            }
            removed.forEach(this::remove);
            return !removed.isEmpty();
        });
    }

    /** The entries as they are now, for a loop that the map may change under. Setting one's value puts it. */
    private List<Map.Entry<K, V>> snapshot() {
        return whole.read(() -> {
            List<Map.Entry<K, V>> snapshot = new ArrayList<>(entries.size());
            entries.forEach((key, value) -> snapshot.add(new SnapshotEntry(key, value)));
            return snapshot;
        });
    }

    private final class SnapshotEntry extends SimpleEntry<K, V> {
        private SnapshotEntry(K key, V value) {
            super(key, value);
        }

        @Override
        public V setValue(V value) {
            put(getKey(), value);
            return super.setValue(value);
        }
    }
}
