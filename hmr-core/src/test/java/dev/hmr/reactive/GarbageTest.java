package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps what alive, and what is not allocated. */
class GarbageTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> source = context.signal(0);
    private final Signal<Object> objects = context.signal(new Object());

    @Test
    void anAbandonedDerivedIsCollectedAlthoughItsSourceLives() {
        List<WeakReference<?>> abandoned = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Derived<Integer> first = context.derived(source);
            Derived<Integer> second = context.derived(first);
            second.get();
            abandoned.add(new WeakReference<>(second));
        }
        assertCollected(abandoned);
    }

    @Test
    void aDerivedDoesNotKeepItsReaders() {
        Derived<Integer> shared = context.derived(source);
        assertCollected(readTwice(shared));
        source.set(5);
        assertThat(shared.get()).isEqualTo(5);
    }

    private List<WeakReference<?>> readTwice(Derived<Integer> shared) {
        Derived<Integer> reader = context.derived(() -> shared.get() + 1);
        reader.get();
        source.set(1);
        assertThat(reader.get()).isEqualTo(2);
        return List.of(new WeakReference<>(reader));
    }

    @Test
    void aDerivedIsCollectedOnceItsObserverIsDisposed() {
        List<WeakReference<?>> abandoned = observeAndDispose();
        source.set(1);
        assertCollected(abandoned);
    }

    private List<WeakReference<?>> observeAndDispose() {
        Derived<Integer> first = context.derived(source);
        Derived<Integer> second = context.derived(first);
        Effect effect = context.effect(second::get);
        source.set(2);
        effect.dispose();
        return List.of(new WeakReference<>(first), new WeakReference<>(second), new WeakReference<>(effect));
    }

    @Test
    void anObservedDerivedIsKeptByItsSource() {
        List<Integer> seen = new ArrayList<>();
        observe(seen);
        assertCollected(List.of(new WeakReference<>(new Object())));
        source.set(1);
        assertThat(seen).containsExactly(0, 1);
    }

    private void observe(List<Integer> seen) {
        Derived<Integer> derived = context.derived(source);
        context.effect(() -> seen.add(derived.get()));
    }

    @Test
    void anEffectGoesWithTheSignalThatItReads() {
        assertCollected(signalWithEffect());
    }

    private List<WeakReference<?>> signalWithEffect() {
        Signal<Integer> signal = context.signal(0);
        Effect effect = context.effect(signal::get);
        signal.set(1);
        return List.of(new WeakReference<>(signal), new WeakReference<>(effect));
    }

    @Test
    void theReplacedValueIsNotKept() {
        Derived<Object> derived = context.derived(objects);
        context.effect(derived::get);
        assertCollected(replaceInBatch());
    }

    private List<WeakReference<?>> replaceInBatch() {
        WeakReference<?> old = new WeakReference<>(objects.peek());
        WeakReference<?> between = new WeakReference<>(context.batch(() -> {
            Object intermediate = new Object();
            objects.set(intermediate);
            objects.set(new Object());
            return intermediate;
        }));
        return List.of(old, between);
    }

    @Test
    void aRepeatedRunLetsGoWhatTheLastOneOwned() {
        List<WeakReference<?>> owned = new ArrayList<>();
        context.effect(() -> {
            source.get();
            Derived<Integer> derived = context.derived(source);
            owned.add(new WeakReference<>(derived));
            owned.add(new WeakReference<>(context.effect(derived::get)));
        });
        source.set(1);
        assertThat(owned).hasSize(4);
        assertCollected(owned.subList(0, 2));
    }

    @Test
    void propagationAllocatesNothing() {
        Signal<String> toggled = context.signal("a");
        Derived<String> last = context.derived(toggled);
        for (int i = 0; i < 20; i++) {
            Derived<String> previous = last;
            last = context.derived(previous);
        }
        Derived<String> end = last;
        context.effect(() -> end.get());
        toggle(toggled, 1_000);
        int sets = 10_000;
        long before = allocatedBytes();
        toggle(toggled, sets);
        assertThat(allocatedBytes() - before).isLessThan(sets); // not one object for each set
    }

    private static void toggle(Signal<String> signal, int times) {
        for (int i = 0; i < times; i++) {
            signal.set((i & 1) == 0 ? "b" : "a");
        }
    }

    private static long allocatedBytes() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void assertCollected(List<WeakReference<?>> references) {
        for (int i = 0; i < 50 && references.stream().anyMatch(r -> r.get() != null); i++) {
            System.gc();
        }
        assertThat(references)
                .allSatisfy(reference -> assertThat(reference.get()).isNull());
    }
}
