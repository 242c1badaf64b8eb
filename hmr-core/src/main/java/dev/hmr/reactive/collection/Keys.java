package dev.hmr.reactive.collection;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Empty tables for {@link KeySignals} that tell keys apart as the collection does which they serve. */
final class Keys {
    private Keys() {}

    static Map<@Nullable Object, KeySignals.Held> of(Set<?> elements) {
        return elements instanceof SortedSet<?> sorted ? sorted(sorted.comparator()) : new HashMap<>();
    }

    static Map<@Nullable Object, KeySignals.Held> of(Map<?, ?> entries) {
        return entries instanceof SortedMap<?, ?> sorted ? sorted(sorted.comparator()) : new HashMap<>();
    }

    @SuppressWarnings("unchecked") // it meets the keys that the collection itself meets
    private static Map<@Nullable Object, KeySignals.Held> sorted(@Nullable Comparator<?> comparator) {
        return new TreeMap<>((Comparator<@Nullable Object>) comparator);
    }
}
