package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Shapes in which a reader could see old beside new, or run twice. */
class ConsistencyTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> s = context.signal(0);
    private final List<Object> seen = new ArrayList<>();

    private List<Derived<Integer>> chain(int length) {
        List<Derived<Integer>> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Derived<Integer> previous = i == 0 ? null : chain.get(i - 1);
            chain.add(context.derived(() -> previous == null ? s.get() : previous.get()));
        }
        return chain;
    }

    @Test
    void anEffectSeesASignalAndAllThatDerivesFromItAtOneMoment() {
        List<Derived<Integer>> d = chain(4);
        context.effect(() -> seen.add(List.of(
                s.get(),
                d.get(0).get(),
                d.get(1).get(),
                d.get(2).get(),
                d.get(3).get())));
        s.set(1);
        s.set(2);
        assertThat(seen).containsExactly(List.of(0, 0, 0, 0, 0), List.of(1, 1, 1, 1, 1), List.of(2, 2, 2, 2, 2));
    }

    @Test
    void soItDoesThroughADerivedList() {
        List<Derived<Integer>> d = chain(4);
        Derived<List<Integer>> all =
                context.derived(() -> List.of(s.get(), d.get(0).get(), d.get(3).get()));
        context.effect(() -> seen.add(all.get()));
        s.set(3);
        assertThat(seen).containsExactly(List.of(0, 0, 0), List.of(3, 3, 3));
    }

    @Test
    void soItDoesWithTheTwoEndsOfAChain() {
        List<Derived<Integer>> d = chain(4);
        context.effect(() -> seen.add(s.get() + " " + d.get(3).get()));
        s.set(3);
        assertThat(seen).containsExactly("0 0", "3 3");
    }

    @Test
    void soItDoesWithoutCutOff() {
        Derived<Integer> memo = context.derived(s, Equality.never());
        Derived<Integer> memoOfMemo = context.derived(memo, Equality.never());
        context.effect(() -> seen.add(s.get() + " " + memoOfMemo.get()));
        context.effect(() -> seen.add(memo.get() + memoOfMemo.get()));
        s.set(3);
        assertThat(seen).containsExactly("0 0", 0, "3 3", 6);
    }

    @Test
    void aDiamondRunsEachCornerOnce() {
        AtomicInteger joins = new AtomicInteger();
        Derived<Integer> left = context.derived(() -> s.get() + 1);
        Derived<Integer> right = context.derived(() -> s.get() - 1);
        Derived<Integer> join = context.derived(() -> {
            joins.incrementAndGet();
            return left.get() + right.get();
        });
        context.effect(() -> seen.add(join.get()));
        s.set(1);
        assertThat(seen).containsExactly(0, 2);
        assertThat(joins).hasValue(2);
    }

    @Test
    void aDiamondWithACutOffSideRunsItsJoinForTheOtherSideOnly() {
        AtomicInteger joins = new AtomicInteger();
        Derived<Integer> constant = context.derived(() -> s.get() * 0);
        Derived<Integer> halves = context.derived(() -> s.get() / 2);
        context.effect(() -> {
            joins.incrementAndGet();
            seen.add(constant.get() + halves.get());
        });
        s.set(1);
        assertThat(joins).hasValue(1);
        s.set(2);
        assertThat(joins).hasValue(2);
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void anEffectOfTwoDerivedsRunsOncePerSet() {
        Derived<Integer> f = context.derived(() -> s.get() + 1, Equality.never());
        Derived<Integer> g = context.derived(() -> s.get() + 2, Equality.never());
        context.effect(() -> seen.add(f.get() + g.get()));
        s.set(1);
        s.set(2);
        assertThat(seen).containsExactly(3, 5, 7);
    }

    @Test
    void aLadderOfDiamondsIsLinear() {
        AtomicInteger runs = new AtomicInteger();
        Derived<Integer> top = context.derived(s);
        for (int i = 0; i < 60; i++) {
            Derived<Integer> above = top;
            Derived<Integer> left = context.derived(() -> count(runs, above.get()));
            Derived<Integer> right = context.derived(() -> count(runs, above.get()));
            top = context.derived(() -> count(runs, Math.max(left.get(), right.get())));
        }
        Derived<Integer> bottom = top;
        assertThat(bottom.get()).isZero();
        assertThat(runs).hasValue(180);
        s.set(1); // still unobserved
        assertThat(bottom.get()).isEqualTo(1);
        assertThat(runs).hasValue(360);
        context.effect(() -> seen.add(bottom.get()));
        s.set(2);
        assertThat(seen).containsExactly(1, 2);
        assertThat(runs).hasValue(540);
    }

    private static int count(AtomicInteger runs, int value) {
        runs.incrementAndGet();
        return value;
    }

    @Test
    void effectsRunInTheOrderOfTheirCreation() {
        Derived<Integer> derived = context.derived(s);
        context.effect(() -> seen.add("a" + derived.get()));
        context.effect(() -> seen.add("b" + s.get()));
        context.effect(() -> seen.add("c" + derived.get()));
        seen.clear();
        s.set(1);
        assertThat(seen).containsExactly("a1", "b1", "c1");
    }

    @Test
    void readingManyTimesIsOneDependency() {
        context.effect(() -> {
            int sum = 0;
            for (int i = 0; i < 1_000; i++) {
                sum += s.get();
            }
            seen.add(sum);
        });
        s.set(1);
        assertThat(seen).containsExactly(0, 1_000);
        assertThat(s.firstSubscriber)
                .isNotNull()
                .extracting(edge -> edge.nextSubscriber)
                .isNull();
    }

    @Test
    void theOrderOfReadsMayChangeBetweenRuns() {
        List<Signal<Integer>> inputs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            inputs.add(context.signal(i));
        }
        context.effect(() -> {
            int start = s.get();
            int sum = 0;
            for (int i = 0; i < 5 - start; i++) {
                sum += inputs.get((start * 2 + i) % 5).get();
            }
            seen.add(sum);
        });
        s.set(1); // 2 3 4 0
        s.set(2); // 4 0 1
        inputs.get(2).set(100);
        inputs.get(1).set(10);
        s.set(0);
        inputs.get(3).set(30);
        assertThat(seen).containsExactly(10, 9, 5, 14, 117, 144);
    }
}
