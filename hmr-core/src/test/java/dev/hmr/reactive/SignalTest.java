package dev.hmr.reactive;

import static dev.hmr.reactive.Reactive.derived;
import static dev.hmr.reactive.Reactive.effect;
import static dev.hmr.reactive.Reactive.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void holdsItsInitialValueAndWhatIsSet() {
        Signal<Integer> signal = signal(1);
        assertThat(signal.get()).isEqualTo(1);
        signal.set(2);
        assertThat(signal.get()).isEqualTo(2);
        assertThat(signal.peek()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings("NullAway") // does not see the type argument
    void nullIsAValue() {
        Signal<@Nullable String> signal = Reactive.<@Nullable String>signal(null);
        List<@Nullable String> seen = new ArrayList<>();
        try (Effect effect = effect(() -> seen.add(signal.get()))) {
            assertThat(signal.set("a")).isTrue();
            assertThat(signal.set(null)).isTrue();
            assertThat(signal.set(null)).isFalse();
            assertThat(effect.isDisposed()).isFalse();
        }
        assertThat(seen).containsExactly(null, "a", null);
    }

    @Test
    void tellsOnlyWhatIsAChange() {
        Signal<String> signal = signal("a");
        AtomicInteger runs = new AtomicInteger();
        try (Effect effect = effect(() -> {
            signal.get();
            runs.incrementAndGet();
        })) {
            assertThat(signal.set(String.valueOf('a'))).isFalse();
            assertThat(runs).hasValue(1);
            assertThat(signal.set("b")).isTrue();
            assertThat(runs).hasValue(2);
            assertThat(effect).isNotNull();
        }
    }

    @Test
    void anEqualValueLeavesTheOldObjectInPlace() {
        List<Integer> old = new ArrayList<>(List.of(1));
        Signal<List<Integer>> signal = signal(old);
        assertThat(signal.set(List.of(1))).isFalse();
        assertThat(signal.get()).isSameAs(old);
    }

    @Test
    void arraysAreComparedByTheirContents() {
        Signal<byte[]> bytes = signal(new byte[] {1, 2});
        assertThat(bytes.set(new byte[] {1, 2})).isFalse();
        assertThat(bytes.set(new byte[] {1, 3})).isTrue();
    }

    @Test
    void equalityCanBeChosen() {
        Signal<Integer> never = signal(0, Equality.never());
        Signal<List<Integer>> identity = signal(List.of(1), Equality.byIdentity());
        Signal<Integer> parity = signal(0, (previous, next) -> previous % 2 == next % 2);
        assertThat(never.set(0)).isTrue();
        assertThat(identity.set(new ArrayList<>(List.of(1)))).isTrue();
        assertThat(identity.set(identity.peek())).isFalse();
        assertThat(parity.set(4)).isFalse();
        assertThat(parity.peek()).isZero();
        assertThat(parity.set(5)).isTrue();
    }

    @Test
    void whatAnEqualityReadsIsNotTracked() {
        Signal<Integer> tolerance = signal(1);
        Signal<Integer> input = signal(0);
        Signal<Integer> output = signal(0, (previous, next) -> Math.abs(previous - next) <= tolerance.get());
        AtomicInteger runs = new AtomicInteger();
        try (Effect effect = effect(() -> {
            output.set(input.get());
            runs.incrementAndGet();
        })) {
            tolerance.set(2);
            assertThat(runs).hasValue(1);
            assertThat(effect.isDisposed()).isFalse();
        }
    }

    @Test
    void anEqualityThatFailsLeavesTheSignalAsItWas() {
        Signal<Integer> signal = signal(1, (previous, next) -> {
            throw new IllegalArgumentException("incomparable");
        });
        assertThatThrownBy(() -> signal.set(2)).hasMessage("incomparable");
        assertThat(signal.get()).isEqualTo(1);
    }

    @Test
    void peekMakesNoDependency() {
        Signal<Integer> signal = signal(0);
        AtomicInteger runs = new AtomicInteger();
        try (Effect effect = effect(() -> {
            signal.peek();
            runs.incrementAndGet();
        })) {
            signal.set(1);
            assertThat(runs).hasValue(1);
            assertThat(effect.isDisposed()).isFalse();
        }
    }

    @Test
    void updateReadsWithoutDependingOnItself() {
        Signal<Integer> trigger = signal(0);
        Signal<Integer> count = signal(1);
        try (Effect effect = effect(() -> {
            trigger.get();
            count.update(n -> n + 1);
        })) {
            assertThat(count.get()).isEqualTo(2);
            count.set(10);
            assertThat(count.get()).isEqualTo(10);
            trigger.set(1);
            assertThat(count.get()).isEqualTo(11);
            assertThat(effect.isDisposed()).isFalse();
        }
        assertThat(count.update(n -> n)).isFalse();
    }

    @Test
    void aDerivedMustNotSetSignals() {
        Signal<Integer> signal = signal(0).named("total");
        Derived<Boolean> writer = derived(() -> signal.set(1)).named("writer");
        assertThatThrownBy(writer::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("total")
                .hasMessageContaining("writer");
        assertThat(signal.get()).isZero();
    }

    @Test
    void printsItsNameAndNeverItsValue() {
        assertThat(signal(5).named("speed")).hasToString("speed");
        assertThat(signal(5).toString()).startsWith("Signal@");
    }
}
