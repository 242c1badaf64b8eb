package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** What one run of a computation owns: the computations created and the clean-ups registered while it ran. */
final class Scope {
    private @Nullable Entry newest;
    private @Nullable Entry oldest;

    /** An owned computation or a clean-up. */
    static final class Entry {
        private @Nullable Scope scope;
        private @Nullable Computation child;
        private final @Nullable Runnable cleanup;
        private @Nullable Entry older;
        private @Nullable Entry newer;

        private Entry(@Nullable Computation child, @Nullable Runnable cleanup) {
            this.child = child;
            this.cleanup = cleanup;
        }
    }

    Entry adopt(Computation child) {
        return add(new Entry(child, null));
    }

    boolean isEmpty() {
        return newest == null;
    }

    void onCleanup(Runnable action) {
        add(new Entry(null, action));
    }

    private Entry add(Entry entry) {
        entry.scope = this;
        entry.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.newer = entry;
        }
        newest = entry;
        return entry;
    }

    private void remove(Entry entry) {
        Entry older = entry.older;
        Entry newer = entry.newer;
        if (older == null) {
            oldest = newer;
        } else {
            older.newer = newer;
        }
        if (newer == null) {
            newest = older;
        } else {
            newer.older = older;
        }
    }

    /** Disposes one computation with all that it owns. The first failure is thrown, the others are suppressed in it. */
    static void dispose(Computation computation) {
        Entry ownership = computation.ownership;
        if (ownership != null) {
            if (ownership.scope != null) {
                ownership.scope.remove(ownership);
            }
            ownership.child = null; // in case its owner is just being disposed as well
            computation.ownership = null;
        }
        computation.release();
        Scope owned = computation.existingScope();
        if (owned != null) {
            Failures.rethrowIfPresent(owned.clear(computation.context));
        }
    }

    /** Disposes everything, the newest first, at any depth of ownership. Returns the first failure with the others. */
    @Nullable
    Throwable clear(ReactiveContext context) {
        if (newest == null) {
            return null;
        }
        Computation outerRunning = context.running;
        Computation outerTracker = context.tracker;
        context.running = null;
        context.tracker = null;
        Throwable failure = null;
        try {
            Entry next;
            for (Entry entry = take(null); entry != null; entry = next) {
                next = entry.older;
                if (entry.child != null) {
                    next = releaseChild(entry.child, next);
                } else if (entry.cleanup != null) {
                    failure = Failures.join(failure, attempt(entry.cleanup));
                }
            }
        } finally {
            context.running = outerRunning;
            context.tracker = outerTracker;
        }
        return failure;
    }

    /** Releases the child, and puts what it owns before the entries still to be disposed. */
    private static @Nullable Entry releaseChild(Computation child, @Nullable Entry rest) {
        child.ownership = null;
        child.release();
        Scope owned = child.existingScope();
        return owned == null ? rest : owned.take(rest);
    }

    /** Empties the scope. Returns its entries, linked from new to old and then on to the rest. */
    private @Nullable Entry take(@Nullable Entry rest) {
        Entry first = newest;
        if (first == null || oldest == null) {
            return rest;
        }
        for (Entry entry = first; entry != null; entry = entry.older) {
            entry.scope = null;
        }
        oldest.older = rest;
        newest = null;
        oldest = null;
        return first;
    }

    private static @Nullable Throwable attempt(Runnable cleanup) {
        try {
            cleanup.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }
}
