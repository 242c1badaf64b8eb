package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Boolean> cyclic = context.signal(true);
    private final List<Derived<Integer>> nodes = new ArrayList<>();

    /** Node i reads node i + 1; the last one reads the first one if {@link #cyclic}. */
    private void ring(int size) {
        for (int i = 0; i < size; i++) {
            int next = i + 1;
            nodes.add(context.derived(() -> next < size
                            ? nodes.get(next).get()
                            : cyclic.get() ? nodes.get(0).get() : 7)
                    .named("n" + i));
        }
    }

    @Test
    void aDerivedThatReadsItselfIsReported() {
        ring(1);
        CycleException cycle =
                catchThrowableOfType(CycleException.class, () -> nodes.get(0).get());
        assertThat(cycle).hasMessageContaining("n0 -> n0");
        assertThat(cycle.path()).containsExactly("n0", "n0");
        cyclic.set(false);
        assertThat(nodes.get(0).get()).isEqualTo(7);
    }

    @Test
    void thePathIsInTheMessage() {
        ring(3);
        CycleException cycle =
                catchThrowableOfType(CycleException.class, () -> nodes.get(1).get());
        assertThat(cycle.path()).containsExactly("n1", "n2", "n0", "n1");
        assertThat(cycle).hasMessageContaining("n1 -> n2 -> n0 -> n1");
    }

    @Test
    void everyMemberHealsWhenTheCycleIsBroken() {
        ring(3);
        for (Derived<Integer> node : nodes) {
            assertThatExceptionOfType(CycleException.class).isThrownBy(node::get);
        }
        cyclic.set(false);
        assertThat(nodes).allSatisfy(node -> assertThat(node.get()).isEqualTo(7));
        cyclic.set(true);
        for (Derived<Integer> node : nodes) {
            assertThatExceptionOfType(CycleException.class).isThrownBy(node::get);
        }
    }

    @Test
    void aCycleThatArisesWhileObservedIsReportedAndHeals() {
        ring(3);
        cyclic.set(false);
        List<Integer> seen = new ArrayList<>();
        context.effect(() -> seen.add(nodes.get(0).get()));
        CycleException cycle = catchThrowableOfType(CycleException.class, () -> cyclic.set(true));
        assertThat(cycle.path()).hasSize(4);
        assertThat(cycle.path().subList(0, 3)).containsExactlyInAnyOrder("n0", "n1", "n2");
        assertThat(cycle.path().get(3)).isEqualTo(cycle.path().get(0));
        cyclic.set(false);
        assertThat(seen).containsExactly(7, 7);
    }

    @Test
    void untrackedDoesNotHideACycle() {
        List<Derived<Integer>> self = new ArrayList<>();
        self.add(context.derived(() -> context.untracked(() -> self.get(0).get())));
        assertThatExceptionOfType(CycleException.class).isThrownBy(self.get(0)::get);
    }

    @Test
    void readingInTheOtherDirectionThanBeforeIsNoCycle() {
        Signal<Boolean> forth = context.signal(true);
        List<Derived<Integer>> pair = new ArrayList<>();
        pair.add(context.derived(() -> forth.get() ? pair.get(1).get() + 1 : 10));
        pair.add(context.derived(() -> forth.get() ? 20 : pair.get(0).get() + 1));
        List<Integer> seen = new ArrayList<>();
        context.effect(() -> seen.add(pair.get(0).get() * 100 + pair.get(1).get()));
        forth.set(false);
        forth.set(true);
        assertThat(seen).containsExactly(2120, 1011, 2120);
    }

    @Test
    void aCycleThatClosesAtANodeBeingCheckedIsReportedAndHeals() {
        Signal<Boolean> closed = context.signal(false);
        List<Derived<Integer>> abc = new ArrayList<>();
        abc.add(context.derived(() -> abc.get(1).get()).named("a"));
        abc.add(context.derived(() -> closed.get() ? abc.get(2).get() : 7).named("b"));
        abc.add(context.derived(() -> abc.get(0).get()).named("c"));
        Derived<Integer> above = context.derived(() -> abc.get(0).get());
        assertThat(above.get() + abc.get(2).get()).isEqualTo(14);
        closed.set(true); // asked, above asks a, which asks b, which now asks c, which asks a
        CycleException cycle = catchThrowableOfType(CycleException.class, above::get);
        assertThat(cycle.path()).containsExactly("b", "c", "a", "b");
        closed.set(false);
        assertThat(above.get() + abc.get(2).get()).isEqualTo(14);
    }

    @Test
    void aLongCycleIsShortenedInTheMessageOnly() {
        ring(30_000);
        CycleException cycle =
                catchThrowableOfType(CycleException.class, () -> nodes.get(0).get());
        assertThat(cycle.path()).hasSize(30_001);
        assertThat(cycle.getMessage()).hasSizeLessThan(1_000).contains("29981 more");
    }
}
