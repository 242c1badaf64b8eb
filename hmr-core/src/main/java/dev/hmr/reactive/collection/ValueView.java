package dev.hmr.reactive.collection;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values of a map. A loop depends on each value it meets; what needs all of them depends on the map as a whole. */
final class ValueView<V extends @Nullable Object> extends AbstractCollection<V> {
    private final ReactiveMap<?, V> map;

    ValueView(ReactiveMap<?, V> map) {
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
    public boolean contains(@Nullable Object value) {
        return map.containsValue(value);
    }

    @Override
    public Iterator<V> iterator() {
        return values(map);
    }

    private static <K extends @Nullable Object, V extends @Nullable Object> Iterator<V> values(ReactiveMap<K, V> map) {
        return new MapIterator<>(map, Map.Entry::getValue);
    }

    @Override
    public void forEach(Consumer<? super V> action) {
        map.whole.<@Nullable Void>readContent(() -> {
            map.entries.values().forEach(action);
            return null;
        });
    }

    @Override
    public Spliterator<V> spliterator() {
        map.whole.trackContent();
        return map.entries.values().spliterator();
    }

    @Override
    public @Nullable Object[] toArray() {
        return map.whole.readContent(() -> map.entries.values().toArray());
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return map.whole.readContent(() -> map.entries.values().toArray(array));
    }

    @Override
    public String toString() {
        return map.whole.readContent(() -> map.entries.values().toString());
    }

    @Override
    public boolean remove(@Nullable Object value) {
        return map.whole.write(() -> removeFirst(map, value));
    }

    private static <K extends @Nullable Object> boolean removeFirst(ReactiveMap<K, ?> map, @Nullable Object value) {
        for (Map.Entry<K, ?> entry : map.entries.entrySet()) {
            if (Objects.equals(value, entry.getValue())) {
                map.remove(entry.getKey());
                return true;
            }
        }
        return false;
    }

    @Override
    public void clear() {
        map.clear();
    }

    @Override
    public boolean removeIf(Predicate<? super V> filter) {
        Objects.requireNonNull(filter, "filter");
        return map.removeIf(entry -> filter.test(entry.getValue()));
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed, "removed");
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained, "retained");
        return removeIf(value -> !retained.contains(value));
    }
}
