package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The executor that an effect runs on can be chosen, and an effect need not run at once. */
class EffectExecutorTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> signal = context.signal(0);
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void runsWhereTheExecutorSays() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "own"));
        try (Effect effect =
                context.effect(executor, () -> seen.add(Thread.currentThread().getName() + signal.get()))) {
            await().until(() -> seen.contains("own0"));
            signal.set(1);
            await().until(() -> seen.contains("own1"));
            assertThat(effect.isDisposed()).isFalse();
        } finally {
            executor.shutdown();
        }
        assertThat(seen).containsExactly("own0", "own1");
    }

    @Test
    void runsOnVirtualThreadsWhereThereAreAny() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        try (Effect effect = context.effect(executor, () -> {
            if (atOnce.incrementAndGet() > 1) {
                overlapped.set(true);
            }
            seen.add(signal.get());
            atOnce.decrementAndGet();
        })) {
            for (int i = 1; i <= 1_000; i++) {
                signal.set(i);
            }
            await().until(() -> seen.contains(1_000));
            assertThat(effect.isDisposed()).isFalse();
        } finally {
            executor.shutdown();
        }
        assertThat(overlapped).isFalse();
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void whoChangesWhatItReadsDoesNotWaitAndSeveralChangesAreOneRun() {
        context.effect(tasks::add, () -> seen.add(signal.get()));
        assertThat(seen).isEmpty();
        signal.set(1);
        runTasks();
        assertThat(seen).containsExactly(1);
        signal.set(2);
        signal.set(3);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(seen).containsExactly(1, 3);
    }

    @Test
    void doesNotRunForAChangeThatWasTakenBack() {
        context.effect(tasks::add, () -> seen.add(signal.get() % 2));
        Derived<Integer> parity = context.derived(() -> signal.get() % 2);
        context.effect(tasks::add, () -> seen.add("parity " + parity.get()));
        runTasks();
        signal.set(2);
        runTasks();
        assertThat(seen).containsExactly(0, "parity 0", 0);
    }

    @Test
    void oneThatIsDisposedMeanwhileDoesNotRun() {
        Effect effect = context.effect(tasks::add, () -> seen.add(signal.get()));
        effect.dispose();
        runTasks();
        assertThat(seen).isEmpty();
        assertThat(signal.firstSubscriber).isNull();
    }

    @Test
    void aFailureGoesToTheExecutorAndItStaysSubscribed() {
        context.effect(tasks::add, () -> {
            if (signal.get() == 1) {
                throw new IllegalStateException("one");
            }
            seen.add(signal.get());
        });
        runTasks();
        signal.set(1);
        assertThatThrownBy(this::runTasks).hasMessage("one");
        signal.set(2);
        runTasks();
        assertThat(seen).containsExactly(0, 2);
    }

    @Test
    void aRefusalReachesTheSetterAndTheOthersRun() {
        AtomicBoolean closed = new AtomicBoolean();
        context.effect(
                task -> {
                    if (closed.get()) {
                        throw new RejectedExecutionException("closed");
                    }
                    task.run();
                },
                () -> seen.add("refused " + signal.get()));
        context.effect(() -> seen.add(signal.get()));
        closed.set(true);
        assertThatThrownBy(() -> signal.set(1)).hasMessage("closed");
        closed.set(false);
        signal.set(2);
        assertThat(seen).containsExactly("refused 0", 0, 1, "refused 2", 2);
    }

    @Test
    void oneThatFeedsItselfEndsInAClearErrorThereToo() {
        context.effect(tasks::add, () -> signal.set(signal.get() + 1));
        assertThatThrownBy(this::runTasks)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("" + EffectQueue.MAX_RUNS);
        assertThat(tasks).isEmpty();
    }

    @Test
    void anUnstartedOneDependsOnNothingUntilItIsRun() {
        Effect effect = context.unstartedEffect(() -> seen.add(signal.get()));
        signal.set(1);
        assertThat(seen).isEmpty();
        effect.run();
        signal.set(2);
        assertThat(seen).containsExactly(1, 2);
        effect.run();
        assertThat(seen).containsExactly(1, 2, 2);
        effect.dispose();
    }

    @Test
    void runSubscribesADisposedOneAgain() {
        Effect effect = context.effect(() -> seen.add(signal.get()));
        effect.dispose();
        signal.set(1);
        effect.run();
        signal.set(2);
        assertThat(seen).containsExactly(0, 1, 2);
        effect.dispose();
        effect.dispose();
        signal.set(3);
        assertThat(seen).hasSize(3);
    }

    @Test
    void oneThatIsRunAgainNoLongerBelongsToItsOwner() {
        List<Effect> inner = new ArrayList<>();
        Effect owner = context.effect(() -> inner.add(context.effect(() -> seen.add(signal.get()))));
        owner.dispose();
        inner.get(0).run();
        owner.dispose();
        signal.set(1);
        assertThat(seen).containsExactly(0, 0, 1);
        inner.get(0).dispose();
    }

    @Test
    void oneThatRunsItselfRunsOnceMore() {
        List<Effect> self = new ArrayList<>();
        Effect effect = context.unstartedEffect(() -> {
            seen.add(signal.get());
            if (seen.size() == 1) {
                self.get(0).run();
            }
        });
        self.add(effect);
        effect.run();
        assertThat(seen).containsExactly(0, 0);
    }
}
