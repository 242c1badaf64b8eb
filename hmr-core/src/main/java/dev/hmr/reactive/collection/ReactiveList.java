package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.Reactive;
import dev.hmr.reactive.ReactiveContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A list that tells those who read it, as precisely as they read:
 *
 * <ul>
 *   <li>{@link #get} depends on what is at that index, {@link #getLast} and {@link #getFromEnd} on what is so far from the end;
 *       an insertion or removal tells those only who see something else afterwards;
 *   <li>{@link #size} depends on the size, {@link #isEmpty} on whether there is an element;
 *   <li>iterators depend on the size and on the elements they have met, a {@link #subList} on the elements it is asked for;
 *   <li>{@link #forEach}, {@link #contains}, {@link #indexOf}, {@code equals}, {@code hashCode}, {@code toString}, streams
 *       and copies depend on everything, which costs one dependency, not one for each element.
 * </ul>
 *
 * <p>An element that is the same as the old one in the eyes of the list's {@link Equality} takes its place without telling
 * anybody. Methods that change the list depend on nothing, whatever they return; each is one batch. As {@code Signal.set},
 * they throw what effects throw, after the change, and must not be called while a derived is computed: an effect that
 * reads beyond the end fails, and whoever shortened the list is told. Shallow: what changes inside an element is not seen.
 *
 * <p>Threads: as its {@link ReactiveContext}. Nothing to close. Signals are kept for the indices that a living derived or
 * effect asked for, and for no other. A change in size costs a look at each of these.
 *
 * @param <E> type of the elements; null if the list behind permits it
 */
public final class ReactiveList<E extends @Nullable Object> extends TrackedList<E> {
    private final List<E> elements;
    private final Equality<? super E> equality;

    /** By index or, below zero, by place from the end: -1 is the last. */
    private final KeySignals places;

    /** By how many elements there must be. */
    private final KeySignals reaches;

    /** An empty list in the default context. */
    public ReactiveList() {
        this(Reactive.defaultContext());
    }

    /** An empty list. */
    public ReactiveList(ReactiveContext context) {
        this(context, new ArrayList<>(), Equality.byValue());
    }

    /** A copy, in the default context. */
    public ReactiveList(Collection<? extends E> initial) {
        this(Reactive.defaultContext(), new ArrayList<>(initial), Equality.byValue());
    }

    private ReactiveList(ReactiveContext context, List<E> elements, Equality<? super E> equality) {
        super(new Whole(context, elements::size));
        this.elements = elements;
        this.equality = equality;
        this.places = new KeySignals(context, new HashMap<>(), Absent.or(equality), this::current);
        this.reaches = new KeySignals(context, new HashMap<>(), Equality.byValue(), this::isLongEnough);
    }

    /**
     * A copy in which maps, lists and sets among the elements are reactive copies, too, and so on: for trees such as JSON. What
     * is added later is taken as it is. The type of the elements must allow that: {@code List}, not {@code ArrayList}.
     */
    public static <E extends @Nullable Object> ReactiveList<E> deepCopyOf(
            ReactiveContext context, List<? extends E> tree) {
        return DeepCopy.of(context, tree);
    }

    /** As {@link #over(ReactiveContext, List, Equality)}, comparing elements by {@link Equality#byValue}. */
    public static <E extends @Nullable Object> ReactiveList<E> over(ReactiveContext context, List<E> elements) {
        return over(context, elements, Equality.byValue());
    }

    /**
     * A view of the given list, one with fast access by index. It must be changed through the view only; what is changed behind
     * its back is not noticed.
     *
     * @param equality which elements are the same; {@link Equality#never} makes each {@code set} a change
     */
    public static <E extends @Nullable Object> ReactiveList<E> over(
            ReactiveContext context, List<E> elements, Equality<? super E> equality) {
        return new ReactiveList<>(context, Objects.requireNonNull(elements, "elements"), equality);
    }

    private @Nullable Object current(@Nullable Object place) {
        int index = indexOf((Integer) Objects.requireNonNull(place), elements.size());
        return index < 0 || index >= elements.size() ? Absent.ABSENT : elements.get(index);
    }

    private static int indexOf(int place, int size) {
        return place < 0 ? size + place : place;
    }

    private boolean isLongEnough(@Nullable Object length) {
        return elements.size() >= (Integer) Objects.requireNonNull(length);
    }

    @Override
    List<E> elements() {
        return elements;
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
    public E get(int index) {
        if (index >= 0) {
            places.track(index);
        }
        return whole.read(() -> elements.get(index));
    }

    /**
     * The first element.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public E getFirst() {
        return whole.operation(() -> {
            places.track(0);
            requireElements(1);
            return get(0);
        });
    }

    /**
     * The last element, wherever it is.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public E getLast() {
        return getFromEnd(1);
    }

    /**
     * Counts from the end, and goes on doing so: what is inserted or removed farther from the end tells nobody.
     *
     * @param place 1 for the last element, 2 for the one before
     * @throws NoSuchElementException if the list is shorter
     */
    public E getFromEnd(int place) {
        if (place < 1) {
            throw new IndexOutOfBoundsException("Place " + place + " from the end: the last element is at 1");
        }
        return whole.operation(() -> {
            places.track(-place);
            requireElements(place);
            return whole.read(() -> elements.get(elements.size() - place));
        });
    }

    private void requireElements(int count) {
        int size = whole.read(elements::size);
        if (size < count) {
            throw new NoSuchElementException("The list has " + size + " elements, not " + count);
        }
    }

    @Override
    int reach(int length) {
        reaches.track(length);
        return whole.read(elements::size);
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return whole.readContent(() -> elements.contains(element));
    }

    @Override
    public int indexOf(@Nullable Object element) {
        return whole.readContent(() -> elements.indexOf(element));
    }

    @Override
    public int lastIndexOf(@Nullable Object element) {
        return whole.readContent(() -> elements.lastIndexOf(element));
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        whole.<@Nullable Void>readContent(() -> {
            elements.forEach(action);
            return null;
        });
    }

    @Override
    public Spliterator<E> spliterator() {
        whole.trackContent();
        return elements.spliterator();
    }

    @Override
    public @Nullable Object[] toArray() {
        return whole.readContent(() -> elements.toArray());
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return whole.readContent(() -> elements.toArray(array));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return whole.readContent(() -> other == this || elements.equals(other));
    }

    @Override
    public int hashCode() {
        return whole.readContent(() -> elements.hashCode());
    }

    @Override
    public String toString() {
        return whole.readContent(() -> elements.toString());
    }

    @Override
    void splice(int from, int removed, List<? extends E> added) {
        if (added.size() == removed) {
            overwrite(from, added);
            return;
        }
        whole.shapeChanges();
        elements.subList(from, from + removed).clear();
        elements.addAll(from, added);
        modCount++;
        int size = elements.size();
        int end = from + added.size();
        // What follows has moved as seen from the start, what precedes has moved as seen from the end.
        places.refreshIf(place -> place instanceof Integer p && (p < 0 ? size + p < end : p >= from));
        reaches.refreshIf(length -> true);
        whole.resized();
    }

    private void overwrite(int from, List<? extends E> added) {
        boolean changes = false;
        for (int i = 0; i < added.size() && !changes; i++) {
            changes = !same(elements.get(from + i), added.get(i));
        }
        if (changes) {
            whole.contentChanges();
        }
        int size = elements.size();
        for (int i = 0; i < added.size(); i++) {
            elements.set(from + i, added.get(i));
        }
        if (added.size() == 1) {
            places.refresh(from);
            places.refresh(from - size);
        } else if (changes) {
            places.refreshIf(place -> {
                int index = indexOf((Integer) Objects.requireNonNull(place), size);
                return index >= from && index < from + added.size();
            });
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // both are elements
    private boolean same(E previous, E next) {
        return ((Equality<@Nullable Object>) equality).same(previous, next);
    }

    /** How many signals are kept for single places. */
    int trackedPlaces() {
        return places.size() + reaches.size();
    }
}
