package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EffectTest {
    private final ReactiveContext context = new ReactiveContext();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void runsAtOnceAndOnEveryChange() {
        Signal<Integer> signal = context.signal(0);
        context.effect(() -> seen.add(signal.get()));
        signal.set(1);
        signal.set(1);
        signal.set(2);
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void endsAtTheEndOfItsBlock() {
        Signal<Integer> signal = context.signal(0);
        try (Effect effect = context.effect(() -> seen.add(signal.get()))) {
            signal.set(1);
            assertThat(effect.isDisposed()).isFalse();
        }
        signal.set(2);
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void mayDisposeItself() {
        Signal<Integer> signal = context.signal(0);
        List<Effect> self = new ArrayList<>();
        self.add(context.effect(() -> {
            seen.add(signal.get());
            if (signal.get() == 2) {
                self.get(0).dispose();
                signal.get();
            }
        }));
        signal.set(1);
        signal.set(2);
        signal.set(3);
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(signal.firstSubscriber).isNull();
    }

    @Test
    void oneDisposedByAnotherInTheSameFlushDoesNotRun() {
        Signal<Integer> signal = context.signal(0);
        List<Effect> second = new ArrayList<>();
        context.effect(() -> {
            if (signal.get() == 1) {
                second.get(0).dispose();
            }
        });
        second.add(context.effect(() -> seen.add(signal.get())));
        signal.set(1);
        assertThat(seen).containsExactly(0);
    }

    @Test
    void aWriteOfAnEffectIsNeverLost() {
        Signal<Integer> a = context.signal(0);
        Signal<Integer> b = context.signal(0);
        Derived<Integer> d = context.derived(() -> b.get() + 1);
        context.effect(() -> {
            if (a.get() == 1) {
                b.set(105);
            }
        });
        context.effect(() -> seen.add(d.get()));
        context.batch(() -> {
            a.set(1);
            b.set(5);
        });
        assertThat(d.get()).isEqualTo(106);
        assertThat(seen).containsExactly(1, 106);
    }

    @Test
    void aWriteToWhatAnEarlierEffectReadRunsThatAgain() {
        Signal<Integer> input = context.signal(0);
        Signal<Integer> copy = context.signal(0);
        context.effect(() -> seen.add(input.get() + ":" + copy.get()));
        context.effect(() -> copy.set(input.get()));
        input.set(1);
        assertThat(seen).containsExactly("0:0", "1:0", "1:1");
    }

    @Test
    void oneThatFeedsItselfRunsUntilItSettles() {
        Signal<Integer> signal = context.signal(0);
        context.effect(() -> {
            seen.add(signal.get());
            if (signal.get() < 3) {
                signal.set(signal.get() + 1);
                assertThat(signal.get()).isPositive(); // looking again does not make up for having seen the old value
            }
        });
        assertThat(seen).containsExactly(0, 1, 2, 3);
        signal.set(1);
        assertThat(signal.get()).isEqualTo(3);
    }

    @Test
    void oneThatNeverSettlesIsReportedAndTheOthersRun() {
        Signal<Boolean> on = context.signal(false);
        Signal<Integer> counter = context.signal(0).named("counter");
        context.effect("runaway", () -> {
            if (on.get()) {
                counter.set(counter.get() + 1);
            }
        });
        context.effect(() -> seen.add(on.get()));
        assertThatThrownBy(() -> on.set(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runaway")
                .hasMessageContaining("counter")
                .hasMessageContaining("" + EffectQueue.MAX_RUNS);
        assertThat(counter.get()).isEqualTo(EffectQueue.MAX_RUNS);
        assertThat(seen).containsExactly(false, true);
        on.set(false);
        assertThat(seen).containsExactly(false, true, false);
        assertThat(counter.set(0)).isTrue();
    }

    @Test
    void twoThatFeedEachOtherAreReported() {
        Signal<Integer> a = context.signal(0).named("a");
        Signal<Integer> b = context.signal(0).named("b");
        context.effect("ping", () -> a.set(b.get() + 1));
        assertThatThrownBy(() -> context.effect("pong", () -> b.set(a.get() + 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("flush");
    }

    @Test
    void aFailureReachesTheCreatorAndEverySetter() {
        Signal<Integer> signal = context.signal(0);
        Derived<Integer> failing = context.derived(() -> {
            throw new IllegalArgumentException("value " + signal.get());
        });
        assertThatThrownBy(() -> context.effect(failing::get)).hasMessage("value 0");
        assertThatThrownBy(() -> signal.set(2)).hasMessage("value 2");
        assertThat(signal.get()).isEqualTo(2);
        assertThatThrownBy(failing::get).hasMessage("value 2");
        assertThat(context.running).isNull();
        assertThat(context.tracker).isNull();
    }

    @Test
    void aFailedRunStaysSubscribedAlsoToWhatItDidNotReachThisTime() {
        Signal<Integer> always = context.signal(0);
        Signal<Integer> sometimes = context.signal(1);
        AtomicBoolean ok = new AtomicBoolean(true);
        context.effect(() -> {
            always.get();
            if (!ok.get()) {
                throw new IllegalStateException("not now");
            }
            seen.add(sometimes.get());
        });
        ok.set(false);
        assertThatThrownBy(() -> sometimes.set(2)).hasMessage("not now");
        ok.set(true);
        sometimes.set(3);
        assertThat(seen).containsExactly(1, 3);
        always.set(1);
        assertThat(seen).containsExactly(1, 3, 3);
    }

    @Test
    void allRunAndTheFirstFailureCarriesTheOthers() {
        Signal<Integer> signal = context.signal(0);
        for (String name : List.of("one", "two", "three", "four")) {
            context.effect(() -> {
                seen.add(name);
                if (signal.get() == 1 && !name.equals("two")) {
                    throw new IllegalStateException(name);
                }
            });
        }
        seen.clear();
        Throwable failure = catchThrowable(() -> signal.set(1));
        assertThat(failure).hasMessage("one");
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("three", "four");
        assertThat(seen).containsExactly("one", "two", "three", "four");
        signal.set(2);
        assertThat(seen).hasSize(8);
    }

    @Test
    void twoReadersOfOneFailureDoNotSuppressItInItself() {
        Signal<Integer> signal = context.signal(1);
        Derived<Integer> quotient = context.derived(() -> 1 / signal.get());
        context.effect(quotient::get);
        context.effect(quotient::get);
        Throwable failure = catchThrowable(() -> signal.set(0));
        assertThat(failure).isInstanceOf(ArithmeticException.class).hasNoSuppressedExceptions();
    }

    @Test
    void aCheckedExceptionPassesAsItIs() {
        Signal<Integer> signal = context.signal(0);
        Exception checked = new java.io.IOException("disk");
        context.effect(() -> {
            if (signal.get() > 0) {
                throw Failures.<RuntimeException>rethrow(checked);
            }
        });
        assertThat(catchThrowable(() -> signal.set(1))).isSameAs(checked);
    }

    @Test
    void readsOfAnotherContextAreNotTracked() {
        ReactiveContext other = new ReactiveContext();
        Signal<String> a = context.signal("a0");
        Signal<String> b = other.signal("b0");
        context.effect(() -> seen.add(a.get() + b.get()));
        other.effect(() -> seen.add(b.get() + a.get()));
        seen.clear();
        a.set("a1");
        assertThat(seen).containsExactly("a1b0");
        b.set("b1");
        assertThat(seen).containsExactly("a1b0", "b1a1");
    }
}
