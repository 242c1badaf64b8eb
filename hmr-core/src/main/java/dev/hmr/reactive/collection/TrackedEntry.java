package dev.hmr.reactive.collection;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry whose value is tracked when it is asked for. */
final class TrackedEntry<K extends @Nullable Object, V extends @Nullable Object> implements Map.Entry<K, V> {
    private final ReactiveMap<K, V> map;
    private final Map.Entry<K, V> entry;
    private final K key;

    TrackedEntry(ReactiveMap<K, V> map, Map.Entry<K, V> entry) {
        this.map = map;
        this.entry = entry;
        this.key = entry.getKey();
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        map.track(key);
        return entry.getValue();
    }

    @Override
    public V setValue(V value) {
        return map.whole.write(() -> {
            V previous = entry.getValue();
            if (map.changes(previous, value)) {
                map.whole.contentChanges();
                entry.setValue(value);
                map.refresh(key, false);
            } else {
                entry.setValue(value);
            }
            return previous;
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> that
                && Objects.equals(key, that.getKey())
                && Objects.equals(getValue(), that.getValue());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key) ^ Objects.hashCode(getValue());
    }

    @Override
    public String toString() {
        return key + "=" + getValue();
    }
}
