package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final ReactiveContext context = new ReactiveContext();
    private final List<Object> seen = new ArrayList<>();
    private final Signal<Integer> counter = context.signal(0);

    private void increment() {
        counter.update(n -> n + 1);
    }

    @Test
    void effectsRunOnceWithTheFinalValue() {
        context.effect(() -> seen.add(counter.get()));
        increment();
        context.batch(() -> {
            increment();
            increment();
            assertThat(seen).containsExactly(0, 1);
        });
        assertThat(seen).containsExactly(0, 1, 3);
    }

    @Test
    void anInnerBatchRunsEffectsAtItsOwnEnd() {
        context.effect(() -> seen.add(counter.get()));
        context.batch(() -> {
            increment();
            context.batch(() -> {
                increment();
                increment();
            });
            assertThat(seen).containsExactly(0, 3);
            increment();
            increment();
        });
        assertThat(seen).containsExactly(0, 3, 5);
    }

    @Test
    void aBatchInsideAnEffectJoinsTheFlush() {
        Signal<Integer> a = context.signal(0);
        Signal<Integer> b = context.signal(0);
        context.effect(() -> {
            int value = counter.get();
            context.batch(() -> {
                a.set(value);
                b.set(value);
            });
            seen.add("writer");
        });
        context.effect(() -> seen.add(a.get() + b.get()));
        seen.clear();
        increment();
        assertThat(seen).containsExactly("writer", 2);
    }

    @Test
    void aReadInsideIsFresh() {
        Derived<Integer> doubled = context.derived(() -> counter.get() * 2);
        Derived<Integer> quadrupled = context.derived(() -> doubled.get() * 2);
        context.effect(() -> seen.add(quadrupled.get()));
        int inside = context.batch(() -> {
            counter.set(5);
            return quadrupled.get();
        });
        assertThat(inside).isEqualTo(20);
        assertThat(seen).containsExactly(0, 20);
    }

    @Test
    void whatIsSetBackInsideCountsForNothing() {
        AtomicInteger computed = new AtomicInteger();
        Derived<Integer> derived = context.derived(() -> {
            computed.incrementAndGet();
            return counter.get();
        });
        context.effect(() -> seen.add(derived.get()));
        context.batch(() -> {
            counter.set(1);
            counter.set(2);
            counter.set(0);
        });
        assertThat(computed).hasValue(1);
        assertThat(seen).containsExactly(0);
    }

    @Test
    void whoSawTheValueInBetweenSeesItSetBack() {
        Derived<Integer> derived = context.derived(counter);
        context.effect(() -> seen.add(derived.get()));
        context.batch(() -> {
            counter.set(1);
            assertThat(derived.get()).isEqualTo(1);
            counter.set(0);
            assertThat(derived.get()).isZero();
            counter.set(2);
            assertThat(derived.get()).isEqualTo(2);
        });
        assertThat(seen).containsExactly(0, 2);
        context.batch(() -> counter.set(0));
        assertThat(seen).containsExactly(0, 2, 0);
    }

    @Test
    void effectsRunAlsoIfTheBodyFails() {
        context.effect(() -> {
            seen.add(counter.get());
            if (counter.get() > 0) {
                throw new IllegalStateException("effect");
            }
        });
        Throwable failure = catchThrowable(() -> context.batch(() -> {
            increment();
            throw new IllegalArgumentException("body");
        }));
        assertThat(failure).hasMessage("body");
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("effect");
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void afterAFailureTheNextBatchIsAsEver() {
        assertThatThrownBy(() -> context.batch(() -> {
                    throw new IllegalArgumentException("body");
                }))
                .hasMessage("body");
        context.effect(() -> seen.add(counter.get()));
        increment();
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void anEffectCreatedInsideRunsAtOnce() {
        context.batch(() -> {
            increment();
            context.effect(() -> seen.add(counter.get()));
            assertThat(seen).containsExactly(1);
            increment();
        });
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void disposingAnEffectInsideDoesNotEndTheBatch() {
        context.effect(() -> seen.add(counter.get()));
        Effect other = context.effect(counter::get);
        context.batch(() -> {
            increment();
            other.dispose();
            increment();
        });
        assertThat(seen).containsExactly(0, 2);
    }
}
