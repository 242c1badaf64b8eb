package dev.hmr.reactive.collection;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The entries of a map. Going through them depends on the keys, and on the values that are asked for. */
final class EntryView<K extends @Nullable Object, V extends @Nullable Object> extends AbstractSet<Map.Entry<K, V>> {
    private final ReactiveMap<K, V> map;

    EntryView(ReactiveMap<K, V> map) {
        this.map = map;
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        if (element instanceof Map.Entry<?, ?> entry) {
            map.track(entry.getKey());
            return map.whole.read(() -> map.entries.entrySet().contains(entry));
        }
        return false;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return new MapIterator<>(map, entry -> entry);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return map.whole.readContent(
                () -> other == this || map.entries.entrySet().equals(other));
    }

    @Override
    public int hashCode() {
        return map.whole.readContent(() -> map.entries.entrySet().hashCode());
    }

    @Override
    public String toString() {
        return map.whole.readContent(() -> map.entries.entrySet().toString());
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return element instanceof Map.Entry<?, ?> entry && map.remove(entry.getKey(), entry.getValue());
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean removeIf(Predicate<? super Map.Entry<K, V>> filter) {
        Objects.requireNonNull(filter, "filter");
        return map.removeIf(filter::test);
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed, "removed");
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained, "retained");
        return removeIf(entry -> !retained.contains(entry));
    }
}
