package dev.hmr.reactive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The links from sources to subscribers, and the marks that travel along them. A derived is linked into the lists of its
 * sources only while an effect observes it, directly or through other deriveds, so that one that is merely read can be
 * collected. No user code runs in here, and nothing recurses.
 */
final class Links {
    private final EffectQueue effects;

    /** Nodes still to be visited; empty between calls. */
    private @Nullable Node[] work = new @Nullable Node[16];

    private int size;

    Links(EffectQueue effects) {
        this.effects = effects;
    }

    /** Adds the edge to its source's subscribers. */
    void attach(Edge edge) {
        subscribe(edge);
        for (Node node = pop(); node != null; node = pop()) {
            for (Edge up = ((Cached) node).firstSource; up != null; up = up.nextSource) {
                subscribe(up);
            }
        }
    }

    private void subscribe(Edge edge) {
        edge.source.addSubscriber(edge);
        if (edge.source instanceof Cached derived && derived.link()) {
            push(derived);
        }
    }

    /** Removes the edge from its source's subscribers. */
    void detach(Edge edge) {
        unsubscribe(edge);
        for (Node node = pop(); node != null; node = pop()) {
            for (Edge up = ((Cached) node).firstSource; up != null; up = up.nextSource) {
                unsubscribe(up);
            }
        }
    }

    private void unsubscribe(Edge edge) {
        edge.source.removeSubscriber(edge);
        if (edge.source instanceof Cached derived && derived.firstSubscriber == null) {
            derived.unlink();
            push(derived);
        }
    }

    /** Tells all that observe the node that it may have changed: marks deriveds, queues effects. */
    void mark(Node changed) {
        Node next;
        for (Node node = changed; node != null; node = next == null ? pop() : next) {
            next = null; // the newest one need not go over the stack: chains never touch it
            for (Edge edge = node.firstSubscriber; edge != null; edge = edge.nextSubscriber) {
                if (edge.target instanceof Cached derived) {
                    if (derived.mark()) {
                        if (next != null) {
                            push(next);
                        }
                        next = derived;
                    }
                } else if (edge.target instanceof Reaction effect) {
                    effects.schedule(effect);
                }
            }
        }
    }

    private void push(Node node) {
        if (size == work.length) {
            work = Arrays.copyOf(work, size * 2);
        }
        work[size++] = node;
    }

    private @Nullable Node pop() {
        if (size == 0) {
            return null;
        }
        Node node = work[--size];
        work[size] = null;
        return node;
    }
}
