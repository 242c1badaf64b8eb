package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DerivedTest {
    private final ReactiveContext context = new ReactiveContext();
    private final List<String> runs = new ArrayList<>();

    private <T> Derived<T> logged(String name, Supplier<T> function) {
        return logged(name, function, Equality.byValue());
    }

    private <T> Derived<T> logged(String name, Supplier<T> function, Equality<T> equality) {
        return context.derived(
                        () -> {
                            runs.add(name);
                            return function.get();
                        },
                        equality)
                .named(name);
    }

    private List<String> takeRuns() {
        List<String> taken = List.copyOf(runs);
        runs.clear();
        return taken;
    }

    @Test
    void isLazyAndCached() {
        Signal<Integer> signal = context.signal(1);
        Derived<Integer> doubled = logged("doubled", () -> signal.get() * 2);
        assertThat(takeRuns()).isEmpty();
        assertThat(doubled.get()).isEqualTo(2);
        assertThat(doubled.get()).isEqualTo(2);
        assertThat(doubled.peek()).isEqualTo(2);
        assertThat(takeRuns()).containsExactly("doubled");
        signal.set(2);
        signal.set(3);
        assertThat(takeRuns()).isEmpty();
        assertThat(doubled.get()).isEqualTo(6);
        assertThat(takeRuns()).containsExactly("doubled");
        signal.set(3);
        doubled.get();
        assertThat(takeRuns()).isEmpty();
    }

    @Test
    void anUnrelatedChangeRunsNothing() {
        Signal<Integer> signal = context.signal(1);
        Signal<Integer> other = context.signal(1);
        Derived<Integer> a = logged("a", signal);
        Derived<Integer> b = logged("b", a);
        b.get();
        takeRuns();
        other.set(2);
        b.get();
        assertThat(takeRuns()).isEmpty();
    }

    @Test
    void anInvalidatedInputThatComesOutTheSameStopsThere() {
        Signal<Integer> signal = context.signal(1);
        Derived<Integer> inner = logged("inner", signal);
        Derived<Integer> outer = logged("outer", () -> inner.get() + 1);
        outer.get();
        assertThat(takeRuns()).containsExactly("outer", "inner");
        inner.invalidate();
        assertThat(outer.get()).isEqualTo(2);
        assertThat(takeRuns()).containsExactly("inner");
        outer.invalidate();
        assertThat(takeRuns()).isEmpty();
        outer.get();
        assertThat(takeRuns()).containsExactly("outer");
    }

    @Test
    void cutsOffAtEveryLevelOfAChain() {
        Signal<Integer> s = context.signal(0);
        Derived<Integer> f = logged("f", s);
        Derived<Integer> g = logged("g", () -> f.get() / 2);
        Derived<Integer> h = logged("h", () -> g.get() / 2);

        s.set(1);
        f.get();
        assertThat(takeRuns()).containsExactly("f");
        g.get();
        assertThat(takeRuns()).containsExactly("g");
        h.get();
        assertThat(takeRuns()).containsExactly("h");
        s.set(2);
        assertThat(takeRuns()).isEmpty();
        g.get();
        assertThat(takeRuns()).containsExactly("f", "g");
        h.get();
        assertThat(takeRuns()).containsExactly("h");
        g.invalidate();
        h.get();
        assertThat(takeRuns()).containsExactly("g");

        List<Integer> printed = new ArrayList<>();
        Effect effect = context.effect(() -> printed.add(h.get()));
        assertThat(takeRuns()).isEmpty();
        s.set(3);
        assertThat(takeRuns()).containsExactly("f", "g");
        s.set(4);
        assertThat(takeRuns()).containsExactly("f", "g", "h");
        s.set(5);
        assertThat(takeRuns()).containsExactly("f", "g");
        s.set(6);
        assertThat(takeRuns()).containsExactly("f", "g", "h");
        assertThat(printed).containsExactly(0, 1);
        g.invalidate();
        assertThat(takeRuns()).containsExactly("g");
        effect.dispose();
        s.set(7);
        assertThat(takeRuns()).isEmpty();
    }

    @Test
    void withoutCutOffEveryComputationIsAChange() {
        Signal<Integer> s = context.signal(0);
        Derived<Integer> f = logged("f", () -> s.get() / 10, Equality.never());
        Derived<Integer> g = logged("g", f, Equality.never());
        Derived<Integer> h = logged("h", g);
        h.get();
        takeRuns();
        s.set(1);
        h.get();
        assertThat(takeRuns()).containsExactly("f", "g", "h");
        h.get();
        assertThat(takeRuns()).isEmpty();
        g.invalidate();
        h.get();
        assertThat(takeRuns()).containsExactly("g", "h");
        f.invalidate();
        h.get();
        assertThat(takeRuns()).containsExactly("f", "g", "h");
    }

    @Test
    void oneWithoutCutOffSeesTheFreshValueOfOneWithIt() {
        Signal<Integer> s = context.signal(0);
        Derived<Integer> f = logged("f", () -> s.get() + 1);
        Derived<Integer> g = logged("g", () -> f.get() * 10, Equality.never());
        assertThat(g.get()).isEqualTo(10);
        s.set(1);
        assertThat(g.get()).isEqualTo(20);
        assertThat(takeRuns()).containsExactly("g", "f", "f", "g");
    }

    @Test
    void dependsOnWhatItsLastRunRead() {
        Signal<Boolean> first = context.signal(true);
        Signal<String> a = context.signal("a");
        Signal<String> b = context.signal("b");
        Derived<String> chosen = logged("chosen", () -> first.get() ? a.get() : b.get());
        AtomicInteger seen = new AtomicInteger();
        context.effect(() -> {
            chosen.get();
            seen.incrementAndGet();
        });
        takeRuns();
        b.set("b2");
        assertThat(takeRuns()).isEmpty();
        first.set(false);
        assertThat(takeRuns()).containsExactly("chosen");
        a.set("a2");
        assertThat(takeRuns()).isEmpty();
        b.set("b3");
        assertThat(takeRuns()).containsExactly("chosen");
        assertThat(chosen.get()).isEqualTo("b3");
        assertThat(seen).hasValue(3);
    }

    @Test
    void anInputThatWouldNoLongerBeReadIsNotComputed() {
        Signal<Boolean> on = context.signal(true);
        Signal<Integer> s = context.signal(0);
        Derived<Integer> costly = logged("costly", s);
        Derived<Integer> result = logged("result", () -> on.get() ? costly.get() : -1);
        context.effect(result::get);
        takeRuns();
        context.batch(() -> {
            s.set(1);
            on.set(false);
        });
        assertThat(takeRuns()).containsExactly("result");
        assertThat(result.peek()).isEqualTo(-1);
    }

    @Test
    void inputsAreAskedInTheOrderOfTheLastRun() {
        Signal<Boolean> costlyFirst = context.signal(true);
        Signal<Boolean> on = context.signal(true);
        Signal<Integer> s = context.signal(0);
        Derived<Integer> costly = logged("costly", s);
        Derived<Integer> result = logged("result", () -> {
            int early = costlyFirst.get() ? costly.get() : 0;
            return on.get() ? early + costly.get() : early;
        });
        context.effect(result::get);
        costlyFirst.set(false);
        takeRuns();
        context.batch(() -> {
            s.set(1);
            on.set(false);
        });
        assertThat(takeRuns()).containsExactly("result");
    }

    @Test
    void untrackedReadsMakeNoDependency() {
        Signal<Integer> a = context.signal(1);
        Signal<Integer> b = context.signal(10);
        Derived<Integer> sum = logged("sum", () -> a.get() + context.untracked(b));
        assertThat(sum.get()).isEqualTo(11);
        b.set(20);
        assertThat(sum.get()).isEqualTo(11);
        a.set(2);
        assertThat(sum.get()).isEqualTo(22);
    }

    @Test
    void becomesObservedAndUnobservedWithoutRunning() {
        Signal<Integer> s = context.signal(0);
        Derived<Integer> f = logged("f", s);
        Derived<Integer> g = logged("g", f);
        g.get();
        takeRuns();
        Effect effect = context.effect(g::get);
        assertThat(takeRuns()).isEmpty();
        effect.dispose();
        g.get();
        assertThat(takeRuns()).isEmpty();
        s.set(1);
        assertThat(takeRuns()).isEmpty();
        effect = context.effect(g::get);
        assertThat(takeRuns()).containsExactly("f", "g");
        s.set(2);
        assertThat(takeRuns()).containsExactly("f", "g");
        effect.dispose();
    }

    @Test
    void aFailureIsAValueOfTheGraph() {
        Signal<Integer> divisor = context.signal(0);
        Signal<Integer> other = context.signal(0);
        Derived<Integer> quotient = logged("quotient", () -> 10 / divisor.get());
        Derived<Integer> reader = logged("reader", () -> quotient.get() + other.get());
        Derived<String> careful = logged("careful", () -> {
            try {
                return "" + quotient.get();
            } catch (ArithmeticException e) {
                return "none";
            }
        });
        assertThatThrownBy(reader::get).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(reader::get).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(quotient::get).isInstanceOf(ArithmeticException.class);
        assertThat(careful.get()).isEqualTo("none");
        assertThat(takeRuns()).containsExactly("reader", "quotient", "careful");
        other.set(1); // the reader never came to read it
        assertThatThrownBy(reader::get).isInstanceOf(ArithmeticException.class);
        assertThat(takeRuns()).isEmpty();
        divisor.set(5);
        assertThat(reader.get()).isEqualTo(3);
        assertThat(careful.get()).isEqualTo("2");
    }

    @Test
    void aFailedEqualityIsTheOutcome() {
        Signal<Integer> s = context.signal(1);
        Derived<Integer> derived = logged("derived", s, (previous, next) -> {
            throw new UnsupportedOperationException("incomparable");
        });
        assertThat(derived.get()).isEqualTo(1);
        s.set(2);
        assertThatThrownBy(derived::get).hasMessage("incomparable");
        s.set(3);
        assertThat(derived.get()).isEqualTo(3);
    }
}
