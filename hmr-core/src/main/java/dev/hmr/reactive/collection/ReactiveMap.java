package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.Reactive;
import dev.hmr.reactive.ReactiveContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that tells those who read it, as precisely as they read:
 *
 * <ul>
 *   <li>{@link #get} depends on that key's value, also while the key is absent; {@link #containsKey} on its presence;
 *   <li>{@link #size} on the size, {@link #isEmpty} on whether there is an entry;
 *   <li>{@link #keySet} and its iterators on the keys and their order; the iterators of {@link #values} and
 *       {@link #entrySet} also on the value of each entry that was asked for it. A view by itself depends on nothing;
 *   <li>{@link #forEach}, {@link #containsValue}, {@code equals}, {@code hashCode}, {@code toString} and streams of values
 *       on everything, which costs one dependency, not one for each entry.
 * </ul>
 *
 * <p>A value that is the same as the old one in the eyes of the map's {@link Equality} takes its place without telling
 * anybody. Methods that change the map depend on nothing, whatever they return; each is one batch, whatever number of
 * entries it changes. As {@code Signal.set}, they throw what effects throw, after the change, and must not be called while a
 * derived is computed. Shallow: what changes inside a value is not seen; put reactive values in for that.
 *
 * <p>Threads: as its {@link ReactiveContext}. Nothing to close. Signals are kept for the keys that a living derived or effect
 * asked for, and for no other.
 *
 * @param <K> type of the keys; null if the map behind permits it
 * @param <V> type of the values; null if the map behind permits it
 */
public final class ReactiveMap<K extends @Nullable Object, V extends @Nullable Object> extends TrackedMap<K, V> {
    private final Equality<? super V> equality;
    private final KeySignals presence;
    private final KeySignals present;

    /** An empty map in order of insertion, in the default context. */
    public ReactiveMap() {
        this(Reactive.defaultContext());
    }

    /** An empty map in order of insertion. */
    public ReactiveMap(ReactiveContext context) {
        this(context, new LinkedHashMap<>(), Equality.byValue());
    }

    /** A copy in the given order, in the default context. */
    public ReactiveMap(Map<? extends K, ? extends V> initial) {
        this(Reactive.defaultContext(), new LinkedHashMap<>(initial), Equality.byValue());
    }

    private ReactiveMap(ReactiveContext context, Map<K, V> entries, Equality<? super V> equality) {
        super(new Whole(context, entries::size), entries);
        this.equality = equality;
        this.presence = new KeySignals(context, Keys.of(entries), Equality.byValue(), entries::containsKey);
        this.present = new KeySignals(context, Keys.of(entries), Absent.or(equality), this::current);
    }

    /**
     * A copy in which maps, lists and sets among the values are reactive copies, too, and so on: for trees such as JSON. What is
     * put in later is taken as it is. The type of the values must allow that: {@code List}, not {@code ArrayList}.
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> ReactiveMap<K, V> deepCopyOf(
            ReactiveContext context, Map<? extends K, ? extends V> tree) {
        return DeepCopy.of(context, tree);
    }

    /** As {@link #over(ReactiveContext, Map, Equality)}, comparing values by {@link Equality#byValue}. */
    public static <K extends @Nullable Object, V extends @Nullable Object> ReactiveMap<K, V> over(
            ReactiveContext context, Map<K, V> entries) {
        return over(context, entries, Equality.byValue());
    }

    /**
     * A view of the given map, which decides on order, nulls and which keys are equal: by {@code equals} or by a comparator. It
     * must be changed through the view only; what is changed behind its back is not noticed.
     *
     * @param equality which values are the same; {@link Equality#never} makes each {@code put} a change
     */
    public static <K extends @Nullable Object, V extends @Nullable Object> ReactiveMap<K, V> over(
            ReactiveContext context, Map<K, V> entries, Equality<? super V> equality) {
        return new ReactiveMap<>(context, Objects.requireNonNull(entries, "entries"), equality);
    }

    private @Nullable Object current(@Nullable Object key) {
        V value = entries.get(key);
        return value == null && !entries.containsKey(key) ? Absent.ABSENT : value;
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public boolean isEmpty() {
        return whole.isEmpty();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        present.track(key);
        return peek(key);
    }

    @Override
    @SuppressWarnings("NullAway") // null is returned where it is the value
    public V getOrDefault(@Nullable Object key, V fallback) {
        present.track(key);
        return whole.read(() -> entries.getOrDefault(key, fallback));
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        presence.track(key);
        return whole.read(() -> entries.containsKey(key));
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return whole.readContent(() -> entries.containsValue(value));
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        whole.<@Nullable Void>readContent(() -> {
            entries.forEach(action);
            return null;
        });
    }

    @Override
    public Set<K> keySet() {
        return new KeyView<>(this);
    }

    @Override
    public Collection<V> values() {
        return new ValueView<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new EntryView<>(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return whole.readContent(() -> other == this || entries.equals(other));
    }

    @Override
    public int hashCode() {
        return whole.readContent(() -> entries.hashCode());
    }

    @Override
    public String toString() {
        return whole.readContent(() -> entries.toString());
    }

    @Override
    public @Nullable V put(K key, V value) {
        return whole.<@Nullable V>write(() -> {
            Object before = current(key);
            if (before == Absent.ABSENT) {
                whole.shapeChanges();
            } else if (changes(before, value)) {
                whole.contentChanges();
            } else {
                return entries.put(key, value);
            }
            V previous = entries.put(key, value);
            refresh(key, before == Absent.ABSENT);
            return previous;
        });
    }

    /** Whether readers are to be told of the new value. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what is not absent is a value
    boolean changes(@Nullable Object before, V value) {
        return !((Equality<@Nullable Object>) equality).same(before, value);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return whole.<@Nullable V>write(() -> {
            if (!entries.containsKey(key)) {
                return null;
            }
            whole.shapeChanges();
            V previous = entries.remove(key);
            refresh(key, true);
            return previous;
        });
    }

    @Override
    public void clear() {
        whole.<@Nullable Void>write(() -> {
            if (!entries.isEmpty()) {
                whole.shapeChanges();
                entries.clear();
                present.refreshIf(key -> true);
                presence.refreshIf(key -> true);
                whole.resized();
            }
            return null;
        });
    }

    /** Tracks the key's value. */
    void track(@Nullable Object key) {
        present.track(key);
    }

    /** Tells the readers of the key, after the change. */
    void refresh(@Nullable Object key, boolean resized) {
        present.refresh(key);
        if (resized) {
            presence.refresh(key);
            whole.resized();
        }
    }

    /** How many signals are kept for single keys. */
    int trackedKeys() {
        return present.size() + presence.size();
    }
}
