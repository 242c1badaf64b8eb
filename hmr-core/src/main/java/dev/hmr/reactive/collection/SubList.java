package dev.hmr.reactive.collection;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list. It depends on the elements it is asked for, and on the list being long enough for it. As with every
 * sublist, it is of no use any more once the list has grown or shrunk by other ways than through it.
 */
final class SubList<E extends @Nullable Object> extends TrackedList<E> {
    private final TrackedList<E> list;
    private final int offset;
    private int size;

    SubList(TrackedList<E> list, int from, int to) {
        super(list.whole);
        int length = list.reach(to);
        if (from < 0 || to > length || from > to) {
            String message = "Part from " + from + " to " + to + " of a list of " + length;
            throw from > to ? new IllegalArgumentException(message) : new IndexOutOfBoundsException(message);
        }
        this.list = list;
        this.offset = from;
        this.size = to - from;
        this.modCount = list.structuralChanges();
    }

    @Override
    List<E> elements() {
        requireUpToDate();
        return list.elements().subList(offset, offset + size);
    }

    @Override
    public E get(int index) {
        requireUpToDate();
        Objects.checkIndex(index, size);
        return list.get(offset + index);
    }

    @Override
    public int size() {
        requireUpToDate();
        return size;
    }

    @Override
    void splice(int from, int removed, List<? extends E> added) {
        requireUpToDate();
        list.splice(offset + from, removed, added);
        size += added.size() - removed;
        modCount = list.structuralChanges();
    }

    @Override
    int reach(int length) {
        requireUpToDate();
        return size;
    }

    private void requireUpToDate() {
        if (modCount != list.structuralChanges()) {
            throw new ConcurrentModificationException(
                    "The list has grown or shrunk since this part of it was taken. Take it again.");
        }
    }
}
