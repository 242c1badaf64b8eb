package dev.hmr.reactive;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The effects that are to have their turn, in the order of their creation. They mostly come in that order, as subscribers are
 * notified in the order in which they subscribed; then this is an array. Those out of order go through a heap.
 */
final class Agenda {
    private @Nullable Reaction[] inOrder = new @Nullable Reaction[8];
    private int head;
    private int tail;
    private long last;

    private final PriorityQueue<Reaction> outOfOrder =
            new PriorityQueue<>(Comparator.comparingLong(effect -> effect.sequence));

    boolean isEmpty() {
        return head == tail && outOfOrder.isEmpty();
    }

    void add(Reaction effect) {
        if (head == tail) {
            head = 0;
            tail = 0;
        } else if (effect.sequence < last) {
            outOfOrder.add(effect);
            return;
        }
        if (tail == inOrder.length) {
            inOrder = Arrays.copyOf(inOrder, tail * 2);
        }
        inOrder[tail++] = effect;
        last = effect.sequence;
    }

    /** The oldest effect; null if there is none. */
    @Nullable
    Reaction poll() {
        Reaction late = outOfOrder.isEmpty() ? null : outOfOrder.peek();
        Reaction next = head == tail ? null : inOrder[head];
        if (next == null || (late != null && late.sequence < next.sequence)) {
            return outOfOrder.poll();
        }
        inOrder[head++] = null;
        return next;
    }
}
