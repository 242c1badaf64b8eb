package dev.hmr.reactive.collection;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every change of a list or of a part of one, brought down to the replacement of one stretch of it. */
abstract sealed class TrackedList<E extends @Nullable Object> extends AbstractList<E> implements RandomAccess
        permits ReactiveList, SubList {
    final Whole whole;

    TrackedList(Whole whole) {
        this.whole = whole;
    }

    /** The elements as they are now, not tracked. */
    abstract List<E> elements();

    /** The size, tracked in so far as it is less than the length or not. */
    abstract int reach(int length);

    /** Replaces so many elements from the index on by others, as one change. Called in {@link Whole#write}. */
    abstract void splice(int from, int removed, List<? extends E> added);

    @Override
    public abstract E get(int index);

    @Override
    public final E set(int index, E element) {
        return whole.write(() -> {
            E previous = elements().get(index);
            splice(index, 1, Collections.singletonList(element));
            return previous;
        });
    }

    @Override
    public final boolean add(E element) {
        addAtEnd(Collections.singletonList(element));
        return true;
    }

    @Override
    public final void add(int index, E element) {
        insert(index, Collections.singletonList(element));
    }

    @Override
    public final boolean addAll(Collection<? extends E> added) {
        return addAtEnd(new ArrayList<>(added));
    }

    @Override
    public final boolean addAll(int index, Collection<? extends E> added) {
        return insert(index, new ArrayList<>(added));
    }

    private boolean addAtEnd(List<? extends E> added) {
        return whole.write(() -> insert(elements().size(), added));
    }

    private boolean insert(int index, List<? extends E> added) {
        return whole.write(() -> {
            int size = elements().size();
            if (index < 0 || index > size) {
                throw new IndexOutOfBoundsException("Cannot insert at " + index + " into a list of " + size);
            }
            if (!added.isEmpty()) {
                splice(index, 0, added);
            }
            return !added.isEmpty();
        });
    }

    /** Adds before all others. */
    public final void addFirst(E element) {
        add(0, element);
    }

    /** Adds behind all others. */
    public final void addLast(E element) {
        add(element);
    }

    @Override
    public final E remove(int index) {
        return whole.write(() -> {
            E removed = elements().get(index);
            splice(index, 1, List.of());
            return removed;
        });
    }

    @Override
    public final boolean remove(@Nullable Object element) {
        return whole.write(() -> {
            int index = elements().indexOf(element);
            if (index >= 0) {
                splice(index, 1, List.of());
            }
            return index >= 0;
        });
    }

    /**
     * Removes the first element.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public final E removeFirst() {
        return whole.write(() -> {
            requireElements();
            return remove(0);
        });
    }

    /**
     * Removes the last element.
     *
     * @throws NoSuchElementException if the list is empty
     */
    public final E removeLast() {
        return whole.write(() -> remove(requireElements() - 1));
    }

    /** How many there are, which is one at least. */
    private int requireElements() {
        int size = elements().size();
        if (size == 0) {
            throw new NoSuchElementException("The list is empty: there is nothing to remove");
        }
        return size;
    }

    @Override
    public final void clear() {
        whole.<@Nullable Void>write(() -> {
            removeRange(0, elements().size());
            return null;
        });
    }

    @Override
    protected final void removeRange(int from, int to) {
        whole.<@Nullable Void>write(() -> {
            if (from < to) {
                splice(from, to - from, List.of());
            }
            return null;
        });
    }

    @Override
    public final void replaceAll(UnaryOperator<E> operator) {
        Objects.requireNonNull(operator, "operator");
        whole.<@Nullable Void>operation(() -> {
            List<E> next = snapshot();
            next.replaceAll(operator);
            return replace(0, elements().size(), next);
        });
    }

    @Override
    public final void sort(@Nullable Comparator<? super E> order) {
        whole.<@Nullable Void>operation(() -> {
            List<E> next = snapshot();
            next.sort(order);
            return replaceWhereDifferent(next);
        });
    }

    @Override
    public final boolean removeIf(Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        return whole.operation(() -> {
            List<E> next = snapshot();
            boolean changed = next.removeIf(filter);
            if (changed) {
                replaceWhereDifferent(next);
            }
            return changed;
        });
    }

    @Override
    public final boolean removeAll(Collection<?> removed) {
        Objects.requireNonNull(removed, "removed");
        return removeIf(removed::contains);
    }

    @Override
    public final boolean retainAll(Collection<?> retained) {
        Objects.requireNonNull(retained, "retained");
        return removeIf(element -> !retained.contains(element));
    }

    private List<E> snapshot() {
        return whole.read(() -> new ArrayList<>(elements()));
    }

    /** Leaves the objects alone that stay where they are at the beginning and at the end. */
    private @Nullable Void replaceWhereDifferent(List<E> next) {
        List<E> present = snapshot();
        int common = Math.min(present.size(), next.size());
        int head = 0;
        while (head < common && present.get(head) == next.get(head)) {
            head++;
        }
        int tail = 0;
        while (tail < common - head && fromEnd(present, tail) == fromEnd(next, tail)) {
            tail++;
        }
        return replace(head, present.size() - tail - head, next.subList(head, next.size() - tail));
    }

    private static <T extends @Nullable Object> T fromEnd(List<T> list, int distance) {
        return list.get(list.size() - 1 - distance);
    }

    private @Nullable Void replace(int from, int removed, List<E> added) {
        return whole.<@Nullable Void>write(() -> {
            if (removed > 0 || !added.isEmpty()) {
                splice(from, removed, added);
            }
            return null;
        });
    }

    @Override
    public List<E> subList(int from, int to) {
        return new SubList<>(this, from, to);
    }

    /** For {@link SubList}, which must notice changes made elsewhere. */
    final int structuralChanges() {
        return modCount;
    }
}
