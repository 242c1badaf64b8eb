package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a computation has to run, by bringing what it read up to date: source after source in the order of
 * reading, because the value of one decides whether the next one would be read at all. The path from the computation
 * down to the source being looked at is kept in the computations themselves, so that the depth of the graph costs
 * neither stack nor memory.
 */
final class Refresh {
    private Refresh() {}

    /** Makes the derived up to date. */
    static void bringUpToDate(Cached derived) {
        if (derived.checking) {
            // A function that runs on behalf of the derived's check reads the derived itself.
            Computation outer = derived.reader;
            derived.reader = derived.context.running;
            derived.checking = false;
            try {
                settle(derived, true);
            } finally {
                derived.reader = outer;
            }
        } else {
            walk(derived);
        }
    }

    /** Whether something that the effect read has changed since. */
    static boolean isOutdated(Reaction effect) {
        return walk(effect);
    }

    /** Evaluates the deriveds that need it, the root included; true if the root is an effect and needs to run. */
    private static boolean walk(Computation root) {
        Computation node = root;
        begin(root, root.context.running);
        boolean complete = false;
        try {
            while (true) {
                if (node.checking) { // else it has run, or was disposed, inside a function called from here
                    Cached stale = nextStale(node);
                    if (stale != null) {
                        begin(stale, node);
                        node = stale;
                        continue;
                    }
                    boolean changed = node.cursor != null || node.mustRun();
                    end(node);
                    if (node instanceof Cached cached) {
                        settle(cached, changed);
                    } else if (changed) {
                        complete = true;
                        return true;
                    }
                }
                if (node == root) {
                    complete = true;
                    return false;
                }
                node = leave(node);
            }
        } finally {
            if (!complete) {
                abandon(node, root);
            }
            root.reader = null;
        }
    }

    private static void settle(Cached cached, boolean changed) {
        if (cached instanceof Derived<?> derived) {
            if (changed) {
                derived.evaluate();
            } else {
                derived.confirm();
            }
        } else if (cached instanceof AsyncDerived<?> async && !async.isWaiting()) {
            // One that waits will be looked at again when what it waits for has arrived.
            if (changed) {
                async.launch();
            } else {
                async.confirm();
            }
        }
    }

    /**
     * The next source that must be brought up to date before the node can be judged. If null, the node can be: its
     * cursor then stands at a source that has changed, or at the end. An asynchronous one may have to wait first.
     */
    private static @Nullable Cached nextStale(Computation node) {
        if (node.mustRun()) {
            return null;
        }
        Edge edge = node.cursor;
        for (; edge != null; edge = edge.nextSource) {
            if (edge.source.version != edge.version && edge.version != Edge.PENDING) {
                break;
            }
            if (edge.source instanceof Cached cached && !cached.isFresh()) {
                if (!(cached instanceof AsyncDerived<?> async && async.underWay)) {
                    node.cursor = edge;
                    // One that is in progress seems to be part of a cycle. To run the node tells whether it is.
                    return cached.running || cached.checking ? null : cached;
                }
                if (node instanceof AsyncDerived<?> waiting) {
                    node.cursor = edge;
                    waiting.waitFor(async);
                    return null;
                } // else it will tell if it has changed
            }
        }
        node.cursor = edge;
        return null;
    }

    private static void begin(Computation node, @Nullable Computation reader) {
        node.checking = true;
        node.cursor = node.firstSource;
        node.reader = reader;
    }

    private static void end(Computation node) {
        node.checking = false;
        node.cursor = null;
    }

    private static Computation leave(Computation node) {
        Computation parent = node.reader;
        if (parent == null) {
            throw new AssertionError("the path of " + node + " was lost");
        }
        node.reader = null;
        return parent;
    }

    /** Leaves everything on the path as stale as it was. Only an error of the virtual machine leads here. */
    private static void abandon(Computation from, Computation root) {
        for (Computation node = from; node != root; node = leave(node)) {
            end(node);
        }
        end(root);
    }
}
