package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What sources that are made of several signals ask of a context. */
class JoinedBatchTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> first = context.signal(0);
    private final Signal<Integer> second = context.signal(0);
    private final List<Integer> sums = new ArrayList<>();

    @Test
    void aloneItIsABatch() {
        context.effect(() -> sums.add(first.get() + second.get()));
        assertThat(context.joinBatch(() -> setBoth(1))).isTrue();
        assertThat(sums).containsExactly(0, 2);
    }

    @Test
    void insideABatchItLeavesEffectsToTheEndOfThat() {
        context.effect(() -> sums.add(first.get() + second.get()));
        context.batch(() -> {
            context.joinBatch(() -> setBoth(1));
            context.joinBatch(() -> setBoth(2));
            assertThat(sums).containsExactly(0);
        });
        assertThat(sums).containsExactly(0, 4);
    }

    @Test
    void aReadIsTrackedInsideComputationsOnly() {
        List<Boolean> tracked = new ArrayList<>();
        tracked.add(context.isTracking());
        context.effect(() -> {
            tracked.add(context.isTracking());
            context.untracked(() -> tracked.add(context.isTracking()));
            tracked.add(new ReactiveContext().isTracking());
        });
        context.derived(() -> tracked.add(context.isTracking())).get();
        assertThat(tracked).containsExactly(false, true, false, false, true);
    }

    private boolean setBoth(int value) {
        return first.set(value) && second.set(value);
    }
}
