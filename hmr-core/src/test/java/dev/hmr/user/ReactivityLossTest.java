package dev.hmr.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.Effect;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.ReactivityLoss;
import dev.hmr.reactive.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seen from a user's package: the warning must name the user's line, not one of the library's. */
class ReactivityLossTest {
    private static final Logger LOG = Logger.getLogger("dev.hmr.reactive");

    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> signal = context.signal(0);
    private final Signal<Boolean> reading = context.signal(true);
    private final List<String> warnings = new ArrayList<>();
    private final List<Integer> seen = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            warnings.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private @Nullable Integer cached;

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOG.setUseParentHandlers(true);
        LOG.removeHandler(handler);
    }

    private int cachedValue() {
        Integer present = cached;
        if (present == null) {
            present = signal.get();
            cached = present;
        }
        return present;
    }

    private static String lineAbove() {
        StackTraceElement caller = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow())
                .toStackTraceElement();
        return caller.getFileName() + ":" + (caller.getLineNumber() - 1);
    }

    @Test
    void anEffectThatReadsNothingIsWarnedOfWhereItWasCreated() {
        Effect effect = context.effect("printer", () -> seen.add(signal.peek()));
        String line = lineAbove();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .contains("printer")
                .contains("has no dependencies")
                .contains(line)
                .contains(ReactivityLossTest.class.getName());
        effect.dispose();
    }

    @Test
    void anEffectThatReadsNoLongerIsWarnedOfOnceWhereItWasSet() {
        context.effect(() -> seen.add(cachedValue()));
        assertThat(warnings).isEmpty();
        signal.set(1);
        String line = lineAbove();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("lost all its dependencies").contains(line);
        signal.set(2);
        assertThat(warnings).hasSize(1);
        assertThat(seen).containsExactly(0, 0);
    }

    @Test
    void aDerivedIsWarnedOfWhereItWasRead() {
        Derived<Integer> constant = context.derived(() -> 7).named("constant");
        assertThat(warnings).isEmpty();
        int value = constant.get();
        String line = lineAbove();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("constant").contains(line);
        constant.invalidate();
        assertThat(constant.get()).isEqualTo(value);
        assertThat(warnings).hasSize(1);
    }

    private Derived<Integer> conditional(ReactivityLoss strategy) {
        cached = null;
        signal.set(0);
        return context.derived(this::cachedValue).onReactivityLoss(strategy);
    }

    @Test
    void ignoreSaysNothing() {
        Derived<Integer> derived = conditional(ReactivityLoss.IGNORE);
        derived.get();
        signal.set(1);
        assertThat(derived.get()).isZero();
        cached = null;
        signal.set(2);
        assertThat(derived.get()).isZero();
        assertThat(warnings).isEmpty();
    }

    @Test
    void restoreGoesOnWithWhatWasReadBefore() {
        Derived<Integer> derived = conditional(ReactivityLoss.RESTORE);
        derived.get();
        signal.set(1);
        assertThat(derived.get()).isZero();
        cached = null;
        assertThat(derived.get()).isZero();
        signal.set(2);
        assertThat(derived.get()).isEqualTo(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aRestoredOneRunsOnlyWhenSomethingChanges() {
        Derived<Integer> derived = context.derived(() -> {
                    seen.add(0);
                    return cachedValue();
                })
                .onReactivityLoss(ReactivityLoss.RESTORE);
        derived.get();
        signal.set(1);
        derived.get();
        reading.set(false);
        derived.get();
        assertThat(seen).hasSize(2);
    }

    @Test
    void aFailureIsNoLoss() {
        context.effect(() -> {
            if (signal.get() > 5) {
                seen.add(1);
            }
        });
        Derived<Integer> failing = context.derived(() -> {
            throw new IllegalStateException("always");
        });
        try {
            failing.get();
        } catch (IllegalStateException expected) {
            seen.add(2);
        }
        assertThat(seen).containsExactly(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void oneThatDisposesItselfIsMeantToEnd() {
        List<Effect> self = new ArrayList<>();
        Effect effect = context.unstartedEffect(() -> self.get(0).dispose());
        self.add(effect);
        effect.run();
        assertThat(warnings).isEmpty();
    }
}
