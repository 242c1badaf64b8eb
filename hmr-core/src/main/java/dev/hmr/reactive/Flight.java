package dev.hmr.reactive;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An {@link AsyncDerived} being brought up to date: all that wait for the outcome. */
final class Flight<T extends @Nullable Object> {
    final Awaitable<T> future;

    /** Waits for an outcome that no change has overtaken. */
    record Demand<T extends @Nullable Object>(
            Awaitable<T> future, @Nullable Edge edge) {}

    private final List<Edge> readers = new ArrayList<>();
    private final List<Demand<T>> demands = new ArrayList<>();
    private final List<AsyncDerived<?>> waiting = new ArrayList<>();

    Flight(ReactiveContext context) {
        this.future = new Awaitable<>(context);
    }

    /** The edge's target has been given the future: it will have seen whatever comes out. */
    void read(@Nullable Edge edge) {
        if (edge != null) {
            edge.version = Edge.PENDING;
            readers.add(edge);
        }
    }

    void demand(Demand<T> demand) {
        read(demand.edge());
        demands.add(demand);
    }

    List<Demand<T>> demands() {
        return demands;
    }

    /** To be looked at again after this. */
    void resumeAfterwards(AsyncDerived<?> derived) {
        waiting.add(derived);
    }

    /** It has come out. Completes what waits once the turn is over. */
    void land(AsyncDerived<T> derived, T value, @Nullable Throwable failure) {
        for (Edge edge : readers) {
            if (edge.version == Edge.PENDING) {
                edge.version = derived.version;
            }
        }
        Aftermath aftermath = derived.context.aftermath;
        aftermath.add(() -> future.finish(value, failure));
        for (AsyncDerived<?> next : waiting) {
            aftermath.add(next::resume);
        }
    }
}
