package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** A node that runs a user function and collects what the function reads. */
abstract sealed class Computation extends Node permits Cached, Reaction {
    /** What the last run read, in the order of the first reads. */
    @Nullable
    Edge firstSource;

    private @Nullable Edge lastSource;

    /** While running: the source that was read last for the first time. Those of the run before follow it. */
    private @Nullable Edge readTo;

    /** The function is on the stack. */
    boolean running;

    /** On the path of a {@link Refresh}, which will go on at {@link #cursor}. */
    boolean checking;

    @Nullable
    Edge cursor;

    /** Who asked for this computation while it is {@link #running} or {@link #checking}. */
    @Nullable
    Computation reader;

    private @Nullable Scope scope;

    ReactivityLoss onReactivityLoss = ReactivityLoss.WARN;

    /** The last run read nothing, and that was dealt with. */
    private boolean lost;

    /** This computation's place in the scope of the computation it was created in. */
    Scope.@Nullable Entry ownership;

    Computation(ReactiveContext context) {
        super(context);
        Computation owner = context.running;
        if (owner != null) {
            ownership = owner.scope().adopt(this);
        }
    }

    /** Calls the user function. */
    abstract @Nullable Object call();

    /** Takes the outcome of a run. Nothing is tracked meanwhile. */
    abstract void settle(@Nullable Object result, @Nullable Throwable failure);

    /** Whether sources must know this computation as a subscriber. */
    abstract boolean observed();

    /** Whether to stay subscribed to sources that the run which has just ended did not read. */
    abstract boolean keepsUnread();

    /** Whether to run without asking whether a source has changed. */
    abstract boolean mustRun();

    /** Lets go what a computation holds apart from what its scope owns. */
    abstract void release();

    /** Called at the end of a run, once it reads no more. */
    void ended() {}

    /** The user's function. */
    abstract Object function();

    /** Whether nobody expects this computation to run again. */
    abstract boolean isOver();

    final Scope scope() {
        Scope present = scope;
        if (present == null) {
            present = new Scope();
            scope = present;
        }
        return present;
    }

    final @Nullable Scope existingScope() {
        return scope;
    }

    /** Runs the function once, on a stack that has room for it. Failures go to {@link #settle}. */
    final void evaluate() {
        context.stack.run(this);
    }

    final void execute() {
        Computation outerRunning = context.running;
        Computation outerTracker = context.tracker;
        int nestedDerived = this instanceof Derived<?> ? 1 : 0;
        context.runningDerived += nestedDerived;
        running = true;
        boolean hadSources = firstSource != null;
        boolean succeeded = false;
        beginTracking();
        try {
            Object result = null;
            Throwable failure = scope == null ? null : scope.clear(context);
            context.running = this;
            context.tracker = this;
            try {
                result = call();
                succeeded = true;
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
            context.tracker = null;
            settle(result, failure);
        } finally {
            boolean readNothing = readTo == null;
            readTo = null;
            endTracking(succeeded && readNothing && onReactivityLoss == ReactivityLoss.RESTORE);
            running = false;
            context.runningDerived -= nestedDerived;
            context.running = outerRunning;
            context.tracker = outerTracker;
            ended();
            noteReactivity(succeeded && readNothing, hadSources);
        }
    }

    private void beginTracking() {
        for (Edge edge = firstSource; edge != null; edge = edge.nextSource) {
            edge.used = false;
            activate(edge);
        }
    }

    private static void activate(Edge edge) {
        Edge outer = edge.source.activeEdge;
        if (outer != null) { // not often, and to store null where it is costs time
            edge.outerActive = outer;
        }
        edge.source.activeEdge = edge;
    }

    private static void deactivate(Edge edge) {
        Edge outer = edge.outerActive;
        edge.source.activeEdge = outer;
        if (outer != null) {
            edge.outerActive = null;
        }
    }

    /** Warns of the first of several runs that read nothing. */
    final void noteReactivity(boolean readNothing, boolean hadSources) {
        if (readNothing && !lost && onReactivityLoss == ReactivityLoss.WARN && !isOver() && ownsNothing()) {
            LossWarning.give(this, hadSources);
        }
        lost = readNothing;
    }

    /** One that owns something is there for the sake of that. */
    private boolean ownsNothing() {
        return scope == null || scope.isEmpty();
    }

    final void onLoss(ReactivityLoss strategy) {
        boolean outermost = context.enter();
        try {
            onReactivityLoss = strategy;
        } finally {
            context.leave(outermost);
        }
    }

    /** Notes a read by this running computation. Null if it is not the first read of this run. */
    final @Nullable Edge track(Node source) {
        Edge edge = source.activeEdge;
        if (edge == null || edge.target != this) {
            return trackFirst(source);
        }
        if (edge.used) {
            return null;
        }
        edge.used = true;
        if (edge != nextExpected()) {
            unlink(edge);
            insertAfter(readTo, edge);
        }
        readTo = edge;
        return edge;
    }

    /** What is read next if this run reads what the run before has read, in the same order. */
    private @Nullable Edge nextExpected() {
        return readTo == null ? firstSource : readTo.nextSource;
    }

    /** As {@link #track}, for a source that no edge is active at. */
    @Nullable
    Edge trackFirst(Node source) {
        Edge added = new Edge(source, this);
        activate(added);
        insertAfter(readTo, added);
        readTo = added;
        subscribe(added);
        return added;
    }

    /** Adds a source. */
    final void add(Edge edge) {
        insertAfter(lastSource, edge);
        subscribe(edge);
    }

    private void subscribe(Edge edge) {
        if (observed()) {
            context.links.attach(edge);
        }
    }

    private void endTracking(boolean restore) {
        boolean keepsUnread = keepsUnread();
        Edge next;
        for (Edge edge = firstSource; edge != null; edge = next) {
            next = edge.nextSource;
            deactivate(edge);
            if (restore) {
                edge.version = edge.source.version;
            } else if (!edge.used && !keepsUnread) {
                drop(edge);
            }
        }
    }

    /** Forgets all sources. */
    final void dropSources() {
        Edge next;
        for (Edge edge = firstSource; edge != null; edge = next) {
            next = edge.nextSource;
            drop(edge);
        }
    }

    private void drop(Edge edge) {
        unlink(edge);
        if (observed()) {
            context.links.detach(edge);
        }
    }

    private void insertAfter(@Nullable Edge previous, Edge edge) {
        Edge next = previous == null ? firstSource : previous.nextSource;
        edge.previousSource = previous;
        edge.nextSource = next;
        if (previous == null) {
            firstSource = edge;
        } else {
            previous.nextSource = edge;
        }
        if (next == null) {
            lastSource = edge;
        } else {
            next.previousSource = edge;
        }
    }

    private void unlink(Edge edge) {
        Edge previous = edge.previousSource;
        Edge next = edge.nextSource;
        if (previous == null) {
            firstSource = next;
        } else {
            previous.nextSource = next;
        }
        if (next == null) {
            lastSource = previous;
        } else {
            next.previousSource = previous;
        }
        edge.previousSource = null;
        edge.nextSource = null;
    }
}
