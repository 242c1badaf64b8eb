package dev.hmr.reactive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of an asynchronous computation, from the call of its function to the end of the stage that the function
 * returned. It goes on without having the turn: what it reads on other threads is put down to it by {@link Carrier}. As
 * several may overlap, it does not use {@link Node#activeEdge} but knows its edges itself.
 */
final class AsyncRun {
    final Computation target;

    /** Neither ended nor superseded: reads count. */
    private boolean current = true;

    private final Map<Node, Edge> reads = new HashMap<>();
    private final List<Edge> previous = new ArrayList<>();

    private AsyncRun(Computation target) {
        this.target = target;
    }

    /** Begins with no sources. What was read by the run before is noted, in case it is to be kept. */
    static AsyncRun begin(Computation target) {
        AsyncRun run = new AsyncRun(target);
        for (Edge edge = target.firstSource; edge != null; edge = edge.nextSource) {
            run.previous.add(edge);
        }
        target.dropSources();
        target.context.carrier.runs++;
        return run;
    }

    boolean isCurrent() {
        return current;
    }

    /** Calls the first, synchronous part of the function. */
    <S extends CompletionStage<?>> S call(Supplier<? extends S> function) {
        ReactiveContext context = target.context;
        int nestedDerived = target instanceof AsyncDerived<?> ? 1 : 0;
        context.runningDerived += nestedDerived;
        target.running = true;
        try {
            return Objects.requireNonNull(
                    context.carrier.<S>within(this, function::get),
                    () -> "The function of " + target + " returned null. It must return a stage.");
        } finally {
            target.running = false;
            context.runningDerived -= nestedDerived;
        }
    }

    @Nullable
    Edge track(Node source) {
        if (reads.containsKey(source)) {
            return null;
        }
        Edge edge = new Edge(source, target);
        reads.put(source, edge);
        target.add(edge);
        return edge;
    }

    /** Reads no longer count. */
    void supersede() {
        if (current) {
            current = false;
            target.context.carrier.runs--;
        }
    }

    /** The run has ended. Keeps sources of the run before, if it is meant to or failed on the way to them. */
    void end(boolean failed) {
        supersede();
        boolean readNothing = reads.isEmpty();
        boolean restore = !failed && readNothing && target.onReactivityLoss == ReactivityLoss.RESTORE;
        if (restore || (failed && target.keepsUnread())) {
            for (Edge edge : previous) {
                if (!reads.containsKey(edge.source)) {
                    if (restore) {
                        edge.version = edge.source.version;
                    }
                    target.add(edge);
                }
            }
        }
        target.noteReactivity(!failed && readNothing, !previous.isEmpty());
    }
}
