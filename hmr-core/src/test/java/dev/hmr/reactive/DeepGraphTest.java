package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Depth and width cost neither stack nor more than linear work. */
class DeepGraphTest {
    private static final int DEPTH = 100_000;
    private static final int GREAT_DEPTH = 1_000_000;

    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> source = context.signal(1);
    private final List<Integer> seen = new ArrayList<>();
    private int runs;

    private List<Derived<Integer>> chain(int length, Equality<Integer> equality) {
        List<Derived<Integer>> chain = new ArrayList<>(length);
        @Nullable Derived<Integer> last = null;
        for (int i = 0; i < length; i++) {
            Derived<Integer> previous = last;
            last = context.derived(
                    () -> {
                        runs++;
                        return previous == null ? source.get() : previous.get();
                    },
                    equality);
            chain.add(last);
        }
        return chain;
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    @Test
    void aChainThatWasNeverEvaluatedIs() {
        List<Derived<Integer>> chain = chain(DEPTH, Equality.byValue());
        assertThat(last(chain).get()).isEqualTo(1);
        assertThat(runs).isEqualTo(DEPTH);
        source.set(2);
        assertThat(last(chain).get()).isEqualTo(2);
        assertThat(runs).isEqualTo(2 * DEPTH);
    }

    @Test
    void anEffectAtTheEndOfAChain() {
        List<Derived<Integer>> chain = chain(DEPTH, Equality.byValue());
        Effect effect = context.effect(() -> seen.add(last(chain).get()));
        source.set(2);
        source.set(2);
        source.set(3);
        assertThat(seen).containsExactly(1, 2, 3);
        assertThat(runs).isEqualTo(3 * DEPTH);
        chain.get(DEPTH / 2).invalidate();
        assertThat(runs).isEqualTo(3 * DEPTH + 1);
        effect.dispose();
        source.set(4);
        assertThat(seen).hasSize(3);
        assertThat(source.firstSubscriber).isNull();
    }

    @Test
    void aMillionInAChainAreMarkedCheckedRunLinkedAndUnlinked() {
        List<Derived<Integer>> chain = chain(GREAT_DEPTH, Equality.byValue());
        chain.forEach(Derived::get);
        assertThat(runs).isEqualTo(GREAT_DEPTH);
        Effect effect = context.effect(() -> seen.add(last(chain).get()));
        assertThat(runs).isEqualTo(GREAT_DEPTH);
        source.set(2);
        assertThat(runs).isEqualTo(2 * GREAT_DEPTH);
        assertThat(seen).containsExactly(1, 2);
        effect.dispose();
        assertThat(source.firstSubscriber).isNull();
    }

    @Test
    void aFailureComesUpFromTheDeepestAsItIs() {
        IllegalStateException failure = new IllegalStateException("bottom");
        Derived<Integer> last = context.derived(() -> {
            if (source.get() == 1) {
                throw failure;
            }
            return 0;
        });
        for (int i = 0; i < DEPTH; i++) {
            Derived<Integer> previous = last;
            last = context.derived(previous);
        }
        assertThatThrownBy(last::get).isSameAs(failure);
        source.set(2);
        assertThat(last.get()).isZero();
    }

    @Test
    void effectsThatFeedEachOtherInAChain() {
        List<Signal<Integer>> signals = new ArrayList<>();
        for (int i = 0; i <= DEPTH; i++) {
            signals.add(context.signal(0));
        }
        for (int i = DEPTH - 1; i >= 0; i--) { // created backwards, so that one always runs into the next flush round
            Signal<Integer> from = signals.get(i);
            Signal<Integer> to = signals.get(i + 1);
            context.effect(() -> {
                runs++;
                to.set(from.get());
            });
        }
        signals.get(0).set(5);
        assertThat(last(signals).get()).isEqualTo(5);
        assertThat(runs).isEqualTo(2 * DEPTH);
    }

    @Test
    void effectsOwnedByEachOther() {
        Effect outermost = nest(DEPTH);
        outermost.dispose();
        assertThat(runs).isEqualTo(DEPTH);
        assertThat(source.firstSubscriber).isNull();
    }

    private Effect nest(int depth) {
        return context.effect(() -> {
            source.get();
            context.onCleanup(() -> runs++);
            if (depth > 1) {
                nest(depth - 1);
            }
        });
    }

    @Test
    void tenThousandEffectsOnOneSignal() {
        int width = 10_000;
        List<Effect> effects = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Derived<Integer> derived = context.derived(() -> source.get() % 2);
            effects.add(context.effect(() -> {
                derived.get();
                runs++;
            }));
        }
        assertThat(runs).isEqualTo(width);
        source.set(3);
        assertThat(runs).isEqualTo(width);
        source.set(4);
        assertThat(runs).isEqualTo(2 * width);
        effects.forEach(Effect::dispose);
        source.set(5);
        assertThat(runs).isEqualTo(2 * width);
        assertThat(source.firstSubscriber).isNull();
    }

    @Test
    void whatIsReadOnAContinuedStackIsTracked() {
        List<Derived<Integer>> chain = chain(1_000, Equality.byValue());
        Signal<Integer> deep = context.signal(10);
        Derived<Integer> end = context.derived(() -> last(chain).get() + deep.get());
        context.effect(() -> seen.add(end.get()));
        deep.set(20);
        source.set(2);
        assertThat(seen).containsExactly(11, 21, 22);
        assertThat(runs).isEqualTo(2_000);
    }
}
