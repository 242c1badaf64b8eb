package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // asking alone is what is tested
class AsyncEffectTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> s = context.signal(0);
    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<CompletableFuture<Integer>> started = new ArrayDeque<>();

    private CompletableFuture<Integer> slow() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        started.add(stage);
        return stage;
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void runsByItselfAndByHandAndIsSubscribedAgainAfterItsDisposal() {
        AsyncEffect effect = context.asyncEffect((Executor) tasks::add, () -> seen.add(s.get()));
        assertThat(seen).isEmpty();
        runTasks();
        s.set(1);
        runTasks();
        assertThat(seen).containsExactly(0, 1);
        CompletableFuture<?> byHand = effect.run();
        assertThat(byHand.isDone()).isFalse();
        runTasks();
        assertThat(byHand).isCompleted();
        assertThat(seen).containsExactly(0, 1, 1);
        effect.dispose();
        assertThat(effect.isDisposed()).isTrue();
        s.set(2);
        assertThat(tasks).isEmpty();
        effect.run();
        runTasks();
        s.set(3);
        runTasks();
        assertThat(seen).containsExactly(0, 1, 1, 2, 3);
    }

    @Test
    void anUnstartedOneDependsOnNothingUntilItIsRun() {
        AsyncEffect effect = context.unstartedAsyncEffect(Overlap.QUEUE, () -> {
            seen.add(s.get());
            return CompletableFuture.completedFuture(0);
        });
        s.set(1);
        assertThat(seen).isEmpty();
        effect.run();
        s.set(2);
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void theRefusalOfAnExecutorReachesTheSetter() {
        AtomicBoolean closed = new AtomicBoolean();
        Executor executor = task -> {
            if (closed.get()) {
                throw new RejectedExecutionException("closed");
            }
            task.run();
        };
        context.asyncEffect(executor, () -> seen.add(s.get()));
        closed.set(true);
        assertThatThrownBy(() -> s.set(1)).hasMessage("closed");
        closed.set(false);
        s.set(2);
        assertThat(seen).containsExactly(0, 2);
    }

    @Test
    void readsAfterAStageCountIfTheyAreWrapped() {
        Signal<Integer> late = context.signal(0);
        context.asyncEffect(() -> {
            int now = s.get();
            return slow().thenApply(context.wrap((Integer done) -> seen.add(now * 10 + late.get())));
        });
        started.remove().complete(0);
        late.set(1);
        started.remove().complete(0);
        s.set(1);
        started.remove().complete(0);
        assertThat(seen).containsExactly(0, 1, 11);
    }

    @Test
    void theLatestWins() {
        AsyncEffect effect = context.asyncEffect(() -> {
            int value = s.get();
            CompletableFuture<Integer> stage = slow();
            return stage.whenComplete(
                    (result, failure) -> seen.add(value + (failure == null ? " done" : " cancelled")));
        });
        CompletableFuture<?> first = effect.idle();
        s.set(1);
        assertThat(first).isCompleted();
        assertThat(effect.idle().isDone()).isFalse();
        started.removeLast().complete(0);
        started.removeLast().complete(0);
        assertThat(seen).containsExactly("1 done");
        assertThat(effect.idle()).isCompleted();
        s.set(2);
        assertThat(started).hasSize(1);
    }

    @Test
    void aSupersededStageIsCancelled() {
        context.asyncEffect(() -> {
            s.get();
            return slow();
        });
        s.set(1);
        assertThat(started.removeFirst()).isCancelled();
        assertThat(started.removeFirst().isDone()).isFalse();
    }

    @Test
    void whatASupersededRunReadsDoesNotCount() {
        Signal<Integer> late = context.signal(0);
        List<Runnable> goOn = new ArrayList<>();
        context.asyncEffect(() -> {
            seen.add(s.get());
            goOn.add(context.wrap((Runnable) late::get));
            return slow();
        });
        s.set(1);
        goOn.get(0).run();
        late.set(1);
        assertThat(seen).containsExactly(0, 1);
        goOn.get(1).run();
        late.set(2);
        assertThat(seen).containsExactly(0, 1, 1);
    }

    @Test
    void queuedRunsFollowOneAnotherAndSeveralChangesAreOne() {
        AsyncEffect effect = context.asyncEffect(Overlap.QUEUE, () -> {
            seen.add(s.get());
            return slow();
        });
        s.set(1);
        s.set(2);
        assertThat(seen).containsExactly(0);
        started.remove().complete(0);
        assertThat(seen).containsExactly(0, 2);
        assertThat(effect.idle().isDone()).isFalse();
        started.remove().complete(0);
        assertThat(seen).containsExactly(0, 2);
        assertThat(effect.idle()).isCompleted();
    }

    @Test
    void oneRunAtATimeOnRealThreads() {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        AtomicBoolean running = new AtomicBoolean();
        AtomicBoolean overlapped = new AtomicBoolean();
        try (AsyncEffect effect = context.asyncEffect(Overlap.QUEUE, executor, () -> {
            overlapped.compareAndSet(false, !running.compareAndSet(false, true));
            seen.add(s.get());
            running.set(false);
            return 0;
        })) {
            for (int i = 1; i <= 500; i++) {
                s.set(i);
            }
            await().until(() -> seen.contains(500));
            assertThat(effect.isDisposed()).isFalse();
        } finally {
            executor.shutdown();
        }
        assertThat(overlapped).isFalse();
    }

    @Test
    void aSupersededBlockingRunIsInterrupted() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        CountDownLatch blocked = new CountDownLatch(1);
        try (AsyncEffect effect = context.asyncEffect(executor, () -> {
            int value = s.get();
            if (value == 0) {
                blocked.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    seen.add("interrupted");
                    throw e;
                }
            }
            return seen.add(value);
        })) {
            blocked.await();
            s.set(1);
            await().until(() -> seen.contains("interrupted") && seen.contains(1));
            assertThat(effect.isDisposed()).isFalse();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void disposalCancelsTheRunAndForgetsEverything() {
        AsyncEffect effect = context.asyncEffect(() -> {
            s.get();
            context.onCleanup(() -> seen.add("clean"));
            return slow();
        });
        CompletableFuture<?> idle = effect.idle();
        effect.dispose();
        effect.dispose();
        assertThat(started.remove()).isCancelled();
        assertThat(idle).isCompleted();
        assertThat(seen).containsExactly("clean");
        assertThat(s.firstSubscriber).isNull();
        assertThat(context.carrier.runs).isZero();
    }

    @Test
    void cleansUpBeforeTheNextRun() {
        context.asyncEffect(Overlap.QUEUE, () -> {
            int value = s.get();
            context.onCleanup(() -> seen.add("clean " + value));
            return CompletableFuture.completedFuture(seen.add("run " + value));
        });
        s.set(1);
        assertThat(seen).containsExactly("run 0", "clean 0", "run 1");
    }

    @Test
    void isOwnedByTheEffectItWasCreatedIn() {
        Effect owner = context.effect(() -> context.asyncEffect(() -> {
            seen.add(s.get());
            return slow();
        }));
        s.set(1);
        owner.dispose();
        s.set(2);
        assertThat(seen).containsExactly(0, 1);
        assertThat(started).allSatisfy(stage -> assertThat(stage).isCancelled());
    }

    @Test
    void aFailedRunReportsAndStaysSubscribedToAllThatItKnew() {
        Signal<Integer> late = context.signal(0);
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
        try {
            AsyncEffect effect = context.asyncEffect(() -> {
                if (s.get() == 1) {
                    return CompletableFuture.failedFuture(new IllegalStateException("one"));
                }
                return CompletableFuture.completedFuture(seen.add(late.get()));
            });
            s.set(1);
            assertThat(reported).extracting(Throwable::getMessage).containsExactly("one");
            CompletableFuture<?> byHand = effect.run();
            assertThatThrownBy(byHand::join).hasRootCauseMessage("one");
            assertThat(reported).hasSize(1);
            s.set(2);
            late.set(1);
            assertThat(seen).containsExactly(0, 0, 1);
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(before);
        }
    }

    @Test
    void isNotToldOfTheFirstOutcomeOfWhatItAlreadyHolds() {
        AsyncDerived<Integer> d = context.asyncDerived(() -> {
            int value = s.get();
            return slow().thenApply(ignored -> value);
        });
        context.asyncEffect(() -> {
            seen.add("run");
            return d.get().thenAccept(seen::add);
        });
        started.remove().complete(0);
        assertThat(seen).containsExactly("run", 0);
        s.set(1);
        assertThat(seen).containsExactly("run", 0);
        started.remove().complete(0);
        assertThat(seen).containsExactly("run", 0, "run", 1);
    }

    @Test
    void oneThatNeverSettlesInAFlushIsReported() {
        assertThatThrownBy(() -> context.asyncEffect(() -> {
                    s.set(s.get() + 1);
                    return CompletableFuture.completedFuture(0);
                }))
                .hasMessageContaining("" + EffectQueue.MAX_RUNS);
    }

    @Test
    void oneThatDisposesItselfEndsThereAndThen() {
        List<AsyncEffect> self = new ArrayList<>();
        AsyncEffect effect = context.unstartedAsyncEffect(Overlap.LATEST_WINS, () -> {
            s.get();
            self.get(0).dispose();
            context.effect(() -> seen.add(s.get()));
            return slow();
        });
        self.add(effect);
        effect.run();
        s.set(1);
        assertThat(started).hasSize(1).allSatisfy(stage -> assertThat(stage).isCancelled());
        assertThat(seen).containsExactly(0);
        assertThat(s.firstSubscriber).isNull();
        assertThat(context.carrier.runs).isZero();
    }

    @Test
    void aFunctionThatReturnsNoStageIsAnErrorThatSaysSo() {
        assertThatThrownBy(() -> context.asyncEffect(AsyncEffectTest::none)).hasMessageContaining("stage");
        AsyncDerived<Integer> derived = context.asyncDerived(AsyncEffectTest::none);
        assertThatThrownBy(derived.get()::join)
                .hasRootCauseMessage("The function of " + derived + " returned null. It must return a stage.");
    }

    @SuppressWarnings("NullAway") // a user without such a check
    private static CompletableFuture<Integer> none() {
        return null;
    }
}
