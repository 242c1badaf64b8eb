package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> outer = context.signal(0);
    private final Signal<Integer> inner = context.signal(0);
    private final List<Object> seen = new ArrayList<>();

    @Test
    void anInnerEffectEndsWhenItsOwnerRunsAgain() {
        Effect owner = context.effect(() -> {
            int generation = outer.get();
            context.effect(() -> seen.add(generation + "/" + inner.get()));
        });
        inner.set(1);
        outer.set(1);
        inner.set(2);
        assertThat(seen).containsExactly("0/0", "0/1", "1/1", "1/2");
        owner.dispose();
        inner.set(3);
        assertThat(seen).hasSize(4);
        assertThat(inner.firstSubscriber).isNull();
    }

    @Test
    void anOwnerRunsBeforeWhatItOwnsSoThatNothingRunsInVain() {
        context.effect(() -> {
            outer.get();
            context.effect(() -> seen.add(outer.get()));
        });
        outer.set(1);
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void whatAnInnerEffectReadsIsNotTheOuterOnesDependency() {
        AtomicInteger outerRuns = new AtomicInteger();
        context.effect(() -> {
            outerRuns.incrementAndGet();
            context.effect(() -> seen.add(inner.get()));
        });
        inner.set(1);
        assertThat(outerRuns).hasValue(1);
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void cleanUpRunsBeforeTheNextRunAndAtTheEnd() {
        Effect effect = context.effect(() -> {
            int value = outer.get();
            seen.add("run " + value);
            context.onCleanup(() -> seen.add("clean " + value));
        });
        outer.set(1);
        effect.dispose();
        effect.dispose();
        assertThat(seen).containsExactly("run 0", "clean 0", "run 1", "clean 1");
    }

    @Test
    void everythingIsUndoneInReverseOrder() {
        Effect effect = context.effect(() -> {
            context.onCleanup(() -> seen.add("first"));
            context.effect(() -> {
                context.onCleanup(() -> seen.add("child's first"));
                context.onCleanup(() -> seen.add("child's second"));
            });
            context.onCleanup(() -> seen.add("last"));
        });
        effect.dispose();
        assertThat(seen).containsExactly("last", "child's second", "child's first", "first");
    }

    @Test
    void aDerivedCleansUpBeforeItIsComputedAgain() {
        Derived<Integer> derived = context.derived(() -> {
            int value = outer.get();
            context.onCleanup(() -> seen.add(value));
            return value;
        });
        derived.get();
        outer.set(1);
        assertThat(seen).isEmpty();
        derived.get();
        assertThat(seen).containsExactly(0);
    }

    @Test
    void aDerivedOfAnEffectIsReleasedWithItsRunAndCanStillBeRead() {
        List<Derived<String>> made = new ArrayList<>();
        Effect owner = context.effect(() -> {
            int generation = outer.get();
            Derived<String> derived = context.derived(() -> {
                context.onCleanup(() -> seen.add("released " + generation));
                return generation + "/" + inner.get();
            });
            made.add(derived);
            seen.add(derived.get());
        });
        outer.set(1);
        assertThat(seen).containsExactly("0/0", "released 0", "1/0");
        inner.set(5);
        assertThat(seen).endsWith("released 1", "1/5");
        assertThat(made).hasSize(3);
        assertThat(made.get(0).get()).isEqualTo("0/5");
        owner.dispose();
        assertThat(inner.firstSubscriber).isNull();
    }

    @Test
    void allCleanUpsRunAlthoughOneFails() {
        Effect effect = context.effect(() -> {
            context.onCleanup(() -> {
                throw new IllegalStateException("first");
            });
            context.onCleanup(() -> seen.add("second"));
            context.onCleanup(() -> {
                throw new IllegalStateException("third");
            });
        });
        Throwable failure = catchThrowable(effect::dispose);
        assertThat(failure).hasMessage("third");
        assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("first");
        assertThat(seen).containsExactly("second");
        assertThat(effect.isDisposed()).isTrue();
    }

    @Test
    void aFailedCleanUpIsReportedAndTheEffectRunsNevertheless() {
        context.effect(() -> {
            seen.add(outer.get());
            context.onCleanup(() -> {
                throw new IllegalStateException("clean-up");
            });
        });
        assertThatThrownBy(() -> outer.set(1)).hasMessage("clean-up");
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    void aCleanUpMaySetSignalsAndTracksNothing() {
        context.effect(() -> seen.add(inner.get()));
        Effect effect = context.effect(() -> {
            outer.get();
            context.onCleanup(() -> inner.set(inner.get() + 1));
        });
        outer.set(1);
        effect.dispose();
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void cleanUpNeedsAnOwner() {
        assertThatThrownBy(() -> context.onCleanup(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("onCleanup");
    }

    @Test
    void aDisposedChildIsForgottenByItsOwner() {
        List<Effect> children = new ArrayList<>();
        Effect owner = context.effect(() -> {
            for (int i = 0; i < 3; i++) {
                String name = "child " + i;
                children.add(context.effect(() -> context.onCleanup(() -> seen.add(name))));
            }
            children.get(1).dispose();
        });
        assertThat(seen).containsExactly("child 1");
        owner.dispose();
        assertThat(seen).containsExactly("child 1", "child 2", "child 0");
    }

    @Test
    void aCleanUpMayDisposeASibling() {
        List<Effect> children = new ArrayList<>();
        Effect owner = context.effect(() -> {
            children.add(context.effect(() -> context.onCleanup(() -> seen.add("older"))));
            context.effect(() -> context.onCleanup(() -> children.get(0).dispose()));
        });
        owner.dispose();
        assertThat(seen).containsExactly("older");
    }

    @Test
    void whatAnEffectCreatesAfterDisposingItselfGoesWithIt() {
        List<Effect> self = new ArrayList<>();
        self.add(context.effect(() -> {
            if (outer.get() == 1) {
                self.get(0).dispose();
                context.effect(() -> seen.add(inner.get()));
            }
        }));
        outer.set(1);
        inner.set(1);
        assertThat(seen).containsExactly(0);
    }
}
