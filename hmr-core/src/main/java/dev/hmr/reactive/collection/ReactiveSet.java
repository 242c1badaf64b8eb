package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.Reactive;
import dev.hmr.reactive.ReactiveContext;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set that tells those who read it, as precisely as they read: {@link #contains} depends on that element, also while it
 * is absent, {@link #size} on the size, {@link #isEmpty} on whether there is an element, everything else on the elements.
 * An element that is present and added again is no change.
 *
 * <p>Methods that change the set depend on nothing, whatever they return; each is one batch. As {@code Signal.set}, they
 * throw what effects throw, after the change, and must not be called while a derived is computed. Shallow: what changes
 * inside an element is not seen.
 *
 * <p>Threads: as its {@link ReactiveContext}. Nothing to close. A signal is kept for each element that a living derived or
 * effect asked for by {@code contains}, and for no other.
 *
 * @param <E> type of the elements; null if the set behind permits it
 */
public final class ReactiveSet<E extends @Nullable Object> extends AbstractSet<E> {
    private final Set<E> elements;
    private final Whole whole;
    private final KeySignals presence;

    /** An empty set in order of insertion, in the default context. */
    public ReactiveSet() {
        this(Reactive.defaultContext());
    }

    /** An empty set in order of insertion. */
    public ReactiveSet(ReactiveContext context) {
        this(context, new LinkedHashSet<>());
    }

    /** A copy in the given order, in the default context. */
    public ReactiveSet(Collection<? extends E> initial) {
        this(Reactive.defaultContext(), new LinkedHashSet<>(initial));
    }

    private ReactiveSet(ReactiveContext context, Set<E> elements) {
        this.elements = elements;
        this.whole = new Whole(context, elements::size);
        this.presence = new KeySignals(context, Keys.of(elements), Equality.byValue(), elements::contains);
    }

    /**
     * A view of the given set, which decides on order, nulls and what is equal: by {@code equals} or by a comparator. It must
     * be changed through the view only; what is changed behind its back is not noticed.
     */
    public static <E extends @Nullable Object> ReactiveSet<E> over(ReactiveContext context, Set<E> elements) {
        return new ReactiveSet<>(context, Objects.requireNonNull(elements, "elements"));
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
    public boolean contains(@Nullable Object element) {
        presence.track(element);
        return whole.read(() -> elements.contains(element));
    }

    @Override
    public Iterator<E> iterator() {
        return new Elements();
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        whole.<@Nullable Void>readShape(() -> {
            elements.forEach(action);
            return null;
        });
    }

    @Override
    public Spliterator<E> spliterator() {
        whole.trackShape();
        return elements.spliterator();
    }

    @Override
    public @Nullable Object[] toArray() {
        return whole.readShape(() -> elements.toArray());
    }

    @Override
    public <T extends @Nullable Object> T[] toArray(T[] array) {
        return whole.readShape(() -> elements.toArray(array));
    }

    @Override
    public boolean add(E element) {
        return whole.write(() -> {
            if (elements.contains(element)) {
                return false;
            }
            whole.shapeChanges();
            elements.add(element);
            presence.refresh(element);
            whole.resized();
            return true;
        });
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return whole.write(() -> {
            if (!elements.contains(element)) {
                return false;
            }
            whole.shapeChanges();
            elements.remove(element);
            presence.refresh(element);
            whole.resized();
            return true;
        });
    }

    @Override
    public void clear() {
        whole.<@Nullable Void>write(() -> {
            if (!elements.isEmpty()) {
                whole.shapeChanges();
                elements.clear();
                presence.refreshIf(element -> true);
                whole.resized();
            }
            return null;
        });
    }

    @Override
    public boolean addAll(Collection<? extends E> added) {
        return whole.operation(() -> super.addAll(added));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        return whole.operation(() -> {
            boolean changed = false;
            List<E> snapshot = whole.read(() -> new ArrayList<>(elements));
            for (E element : matching(snapshot, filter)) {
                changed |= remove(element);
            }
            return changed;
        });
    }

    /** The filter answers for all before anything changes: if it throws, nothing has changed. */
    private static <T extends @Nullable Object> List<T> matching(List<T> elements, Predicate<? super T> filter) {
        List<T> matching = new ArrayList<>();
        for (T element : elements) {
            if (filter.test(element)) {
                matching.add(element);
            }
        }
        return matching;
    }

    @Override
    public boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed, "removed");
        return removeIf(removed::contains);
    }

    @Override
    public boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained, "retained");
        return removeIf(element -> !retained.contains(element));
    }

    /** Of how many elements the presence is tracked. */
    int trackedElements() {
        return presence.size();
    }

    private final class Elements implements Iterator<E> {
        private final Iterator<E> iterator = elements.iterator();
        private @Nullable E last;
        private boolean removable;

        @Override
        public boolean hasNext() {
            whole.trackShape();
            return iterator.hasNext();
        }

        @Override
        public E next() {
            whole.trackShape();
            E next = iterator.next();
            last = next;
            removable = true;
            return next;
        }

        @Override
        public void remove() {
            if (!removable) {
                throw new IllegalStateException("remove() was called before next(), or twice after it");
            }
            removable = false;
            whole.<@Nullable Void>write(() -> {
                whole.shapeChanges();
                iterator.remove();
                presence.refresh(last);
                whole.resized();
                return null;
            });
        }
    }
}
