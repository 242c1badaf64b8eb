package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrimitiveSignalTest {
    private final ReactiveContext context = new ReactiveContext();
    private final IntSignal ints = context.intSignal(1).named("ints");
    private final LongSignal longs = context.longSignal(1).named("longs");
    private final DoubleSignal doubles = context.doubleSignal(1).named("doubles");
    private final List<Object> seen = new ArrayList<>();

    @Test
    void hold() {
        assertThat(ints.set(2)).isTrue();
        assertThat(longs.set(1L << 40)).isTrue();
        assertThat(doubles.set(0.5)).isTrue();
        assertThat(ints.get() + ints.getAsInt() + ints.peek()).isEqualTo(6);
        assertThat(longs.get() + longs.getAsLong() + longs.peek()).isEqualTo(3L << 40);
        assertThat(doubles.get() + doubles.getAsDouble() + doubles.peek()).isEqualTo(1.5);
        assertThat(List.of(ints, longs, doubles)).hasToString("[ints, longs, doubles]");
    }

    @Test
    void tellOnlyWhatIsAChange() {
        context.effect(() -> seen.add(ints.get() + longs.get() + doubles.get()));
        assertThat(ints.set(1) || longs.set(1) || doubles.set(1)).isFalse();
        ints.update(value -> value + 1);
        longs.update(value -> value + 1);
        doubles.update(value -> value + 1);
        assertThat(seen).containsExactly(3.0, 4.0, 5.0, 6.0);
    }

    @Test
    void peekAndUpdateMakeNoDependency() {
        Signal<Integer> trigger = context.signal(0);
        context.effect(() -> {
            seen.add(trigger.get());
            ints.update(value -> value + ints.peek());
            longs.update(value -> value + longs.peek());
            doubles.update(value -> value + doubles.peek());
        });
        ints.set(10);
        longs.set(10);
        doubles.set(10);
        trigger.set(1);
        assertThat(seen).containsExactly(0, 1);
        assertThat(ints.get() + longs.get() + doubles.get()).isEqualTo(60);
    }

    @Test
    void whatABatchSetsBackCountsForNothing() {
        context.effect(() -> seen.add(ints.get() + longs.get() + doubles.get()));
        context.batch(() -> {
            ints.set(5);
            longs.set(5);
            doubles.set(5);
            ints.set(1);
            longs.set(1);
            doubles.set(1);
        });
        context.batch(() -> ints.set(2));
        assertThat(seen).containsExactly(3.0, 4.0);
    }

    @Test
    void notANumberIsTheSameAsItself() {
        doubles.set(Double.NaN);
        assertThat(doubles.set(Double.NaN)).isFalse();
        doubles.set(0.0);
        assertThat(doubles.set(-0.0)).isTrue();
    }

    @Test
    void aDerivedMustNotSetThem() {
        for (Derived<Boolean> writer : List.of(
                context.derived(() -> ints.set(5)),
                context.derived(() -> longs.set(5)),
                context.derived(() -> doubles.set(5)))) {
            assertThatThrownBy(writer::get).isInstanceOf(IllegalStateException.class);
        }
        assertThat(ints.get() + longs.get() + doubles.get()).isEqualTo(3);
    }

    @Test
    void settingAllocatesNothing() {
        long[] sum = new long[1];
        context.effect(() -> sum[0] += ints.get() + longs.get() + (long) doubles.get());
        setAll(2_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        setAll(10_000);
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(10_000);
        assertThat(sum[0]).isPositive();
    }

    private void setAll(int times) {
        for (int i = 0; i < times; i++) {
            ints.set(1_000 + i);
            longs.set(1_000L + i);
            doubles.set(1_000.0 + i);
        }
    }
}
