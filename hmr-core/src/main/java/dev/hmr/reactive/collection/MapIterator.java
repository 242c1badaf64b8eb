package dev.hmr.reactive.collection;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Goes through a map's entries, and shows one side of each. */
final class MapIterator<K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
        implements Iterator<T> {
    private final ReactiveMap<K, V> map;
    private final Iterator<Map.Entry<K, V>> iterator;
    private final Function<Map.Entry<K, V>, T> side;
    private Map.@Nullable Entry<K, V> last;

    MapIterator(ReactiveMap<K, V> map, Function<Map.Entry<K, V>, T> side) {
        this.map = map;
        this.iterator = map.entries.entrySet().iterator();
        this.side = side;
    }

    @Override
    public boolean hasNext() {
        map.whole.trackShape();
        return iterator.hasNext();
    }

    @Override
    public T next() {
        map.whole.trackShape();
        Map.Entry<K, V> next = new TrackedEntry<>(map, iterator.next());
        last = next;
        return side.apply(next);
    }

    @Override
    public void remove() {
        Map.Entry<K, V> removed = last;
        if (removed == null) {
            throw new IllegalStateException("remove() was called before next(), or twice after it");
        }
        last = null;
        map.whole.<@Nullable Void>write(() -> {
            map.whole.shapeChanges();
            iterator.remove();
            map.refresh(removed.getKey(), true);
            return null;
        });
    }
}
