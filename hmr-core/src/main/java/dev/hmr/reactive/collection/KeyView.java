package dev.hmr.reactive.collection;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The keys of a map. Going through them depends on which there are, not on their values. */
final class KeyView<K extends @Nullable Object> extends AbstractSet<K> {
    private final ReactiveMap<K, ?> map;

    KeyView(ReactiveMap<K, ?> map) {
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
    public boolean contains(@Nullable Object key) {
        return map.containsKey(key);
    }

    @Override
    public Iterator<K> iterator() {
        return keys(map);
    }

    private static <K extends @Nullable Object, V extends @Nullable Object> Iterator<K> keys(ReactiveMap<K, V> map) {
        return new MapIterator<>(map, Map.Entry::getKey);
    }

    @Override
    public boolean remove(@Nullable Object key) {
        return map.whole.write(() -> {
            boolean present = map.entries.containsKey(key);
            map.remove(key);
            return present;
        });
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean removeIf(Predicate<? super K> filter) {
        Objects.requireNonNull(filter, "filter");
        return map.removeIf(entry -> filter.test(entry.getKey()));
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed, "removed");
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained, "retained");
        return removeIf(key -> !retained.contains(key));
    }
}
