package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** With stages that are completed by hand, so that every order of events can be played. */
@SuppressWarnings("FutureReturnValueIgnored") // asking alone is what is tested
class AsyncDerivedTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> s = context.signal(0).named("s");
    private final List<String> runs = new ArrayList<>();
    private final Deque<CompletableFuture<Integer>> started = new ArrayDeque<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    /** Reads, then waits for {@link #finish}, which gives what was read. */
    private AsyncDerived<Integer> slow(String name, Supplier<Integer> reading) {
        return context.<Integer>asyncDerived(() -> {
                    runs.add(name);
                    int read = reading.get();
                    CompletableFuture<Integer> stage = new CompletableFuture<>();
                    started.add(stage);
                    return stage.thenApply(ignored -> read);
                })
                .named(name);
    }

    private AsyncDerived<Integer> logged(String name, Supplier<CompletionStage<Integer>> function) {
        return context.<Integer>asyncDerived(() -> {
                    runs.add(name);
                    return function.get();
                })
                .named(name);
    }

    private void finish() {
        started.remove().complete(0);
    }

    private List<String> takeRuns() {
        List<String> taken = List.copyOf(runs);
        runs.clear();
        return taken;
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void isLazyAndCached() {
        AsyncDerived<Integer> d = logged("d", () -> CompletableFuture.completedFuture(s.get() * 2));
        assertThat(takeRuns()).isEmpty();
        assertThat(d.get().join()).isZero();
        assertThat(d.get().join()).isZero();
        assertThat(takeRuns()).containsExactly("d");
        s.set(1);
        s.set(2);
        assertThat(takeRuns()).isEmpty();
        assertThat(d.get().join()).isEqualTo(4);
        assertThat(takeRuns()).containsExactly("d");
        d.invalidate();
        assertThat(takeRuns()).isEmpty();
        assertThat(d.get().join()).isEqualTo(4);
        assertThat(takeRuns()).containsExactly("d");
    }

    @Test
    void thoseWhoAskAtOnceShareOneComputation() {
        AsyncDerived<Integer> d = slow("d", s);
        CompletableFuture<Integer> first = d.get();
        CompletableFuture<Integer> second = d.get();
        assertThat(first.isDone() || second.isDone()).isFalse();
        first.cancel(true); // concerns nobody else
        finish();
        assertThat(second.join()).isZero();
        assertThat(takeRuns()).containsExactly("d");
    }

    @Test
    void cutsOffAtEveryLevelOfAChain() {
        AsyncDerived<Integer> f = logged("f", () -> CompletableFuture.completedFuture(s.get()));
        AsyncDerived<Integer> g = logged("g", () -> f.get().thenApply(value -> value / 2));
        AsyncDerived<Integer> h = logged("h", () -> g.get().thenApply(value -> value / 2));
        s.set(1);
        f.get().join();
        g.get().join();
        assertThat(h.get().join()).isZero();
        assertThat(takeRuns()).containsExactly("f", "g", "h");
        s.set(2);
        assertThat(takeRuns()).isEmpty();
        g.get().join();
        assertThat(takeRuns()).containsExactly("f", "g");
        h.get().join();
        assertThat(takeRuns()).containsExactly("h");
        g.invalidate();
        h.get().join();
        assertThat(takeRuns()).containsExactly("g");

        List<Integer> printed = new ArrayList<>();
        AsyncEffect effect = context.asyncEffect(() -> h.get().thenAccept(printed::add));
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
        effect.dispose();
        s.set(7);
        assertThat(takeRuns()).isEmpty();
        assertThat(s.firstSubscriber).isNull();
    }

    @Test
    void cutsOffWhenEveryLevelTakesItsTime() {
        AsyncDerived<Integer> f = slow("f", () -> s.get() / 2);
        AsyncDerived<Integer> g = logged("g", () -> f.get().thenApply(value -> value + 1));
        CompletableFuture<Integer> first = g.get();
        finish();
        assertThat(first.join()).isEqualTo(1);
        takeRuns();
        s.set(1);
        CompletableFuture<Integer> same = g.get();
        assertThat(same.isDone()).isFalse();
        finish();
        assertThat(same.join()).isEqualTo(1);
        assertThat(takeRuns()).containsExactly("f");
        s.set(2);
        CompletableFuture<Integer> other = g.get();
        finish();
        assertThat(other.join()).isEqualTo(2);
        assertThat(takeRuns()).containsExactly("f", "g");
    }

    @Test
    void synchronousInputsAreBroughtUpToDateFirst() {
        Derived<Integer> half = context.derived(() -> {
            runs.add("half");
            return s.get() / 2;
        });
        AsyncDerived<Integer> d = logged("d", () -> CompletableFuture.completedFuture(half.get()));
        d.get().join();
        takeRuns();
        s.set(1);
        d.get().join();
        assertThat(takeRuns()).containsExactly("half");
        s.set(2);
        assertThat(d.get().join()).isEqualTo(1);
        assertThat(takeRuns()).containsExactly("half", "d");
    }

    @Test
    void whoAskedGetsTheOutcomeThatAChangeHasOvertakenAndTheNextOneANewOne() {
        AsyncDerived<Integer> d = slow("d", s);
        s.set(1);
        CompletableFuture<Integer> first = d.get();
        s.set(2);
        CompletableFuture<Integer> shared = d.get();
        finish();
        assertThat(first.join()).isEqualTo(1);
        assertThat(shared.join()).isEqualTo(1);
        CompletableFuture<Integer> next = d.get();
        finish();
        assertThat(next.join()).isEqualTo(2);
        assertThat(takeRuns()).containsExactly("d", "d");
    }

    @Test
    void freshWaitsForTheOutcomeThatNoChangeHasOvertaken() {
        AsyncDerived<Integer> d = slow("d", s);
        CompletableFuture<Integer> plain = d.get();
        CompletableFuture<Integer> fresh = d.fresh();
        s.set(1);
        finish();
        assertThat(plain.join()).isZero();
        assertThat(fresh.isDone()).isFalse();
        s.set(2);
        finish();
        assertThat(fresh.isDone()).isFalse();
        finish();
        assertThat(fresh.join()).isEqualTo(2);
        assertThat(d.fresh().join()).isEqualTo(2);
        assertThat(takeRuns()).hasSize(3);
    }

    @Test
    void freshIsContentWithAnOutcomeThatOnlyAnUnrelatedChangeCameUpon() {
        AsyncDerived<Integer> d = slow("d", s);
        CompletableFuture<Integer> fresh = d.fresh();
        context.signal(0).set(1);
        finish();
        assertThat(fresh.join()).isZero();
        assertThat(takeRuns()).hasSize(1);
    }

    @Test
    void anEffectRunsWhenTheOutcomeIsThereAndOnlyIfItIsAnotherOne() {
        AsyncDerived<Integer> d = slow("d", () -> s.get() / 2);
        List<CompletableFuture<Integer>> seen = new ArrayList<>();
        context.effect(() -> seen.add(d.get()));
        finish();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).join()).isZero();
        s.set(1);
        finish();
        assertThat(seen).hasSize(1);
        s.set(2);
        assertThat(seen).hasSize(1);
        finish();
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).join()).isEqualTo(1);
        assertThat(takeRuns()).hasSize(3);
    }

    @Test
    void anEffectThatAlsoReadsTheSignalHoldsTheFutureAndDoesNotRunTwice() {
        AsyncDerived<Integer> d = slow("d", s);
        List<CompletableFuture<Integer>> seen = new ArrayList<>();
        context.effect(() -> {
            s.get();
            seen.add(d.get());
        });
        finish();
        s.set(1);
        assertThat(seen).hasSize(2);
        finish();
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).join()).isEqualTo(1);
    }

    @Test
    void whileObservedItIsComputedAgainWhenAChangeHasOvertakenIt() {
        AsyncDerived<Integer> d = slow("d", s);
        List<CompletableFuture<Integer>> seen = new ArrayList<>();
        context.effect(() -> seen.add(d.get()));
        s.set(1);
        assertThat(started).hasSize(1);
        finish();
        finish();
        assertThat(started).isEmpty();
        assertThat(seen).extracting(CompletableFuture::join).containsExactly(0, 1);
    }

    @Test
    void dependsFromTheCallOnNotFromTheWaiting() {
        AsyncDerived<Integer> source = slow("source", s);
        List<CompletableFuture<Integer>> handed = new ArrayList<>();
        Derived<CompletableFuture<Integer>> between = context.derived(source::get);
        AsyncDerived<Integer> waiter = logged("waiter", () -> {
            CompletableFuture<Integer> future = between.get();
            handed.add(future);
            return future;
        });
        AsyncDerived<Integer> other = logged("other", () -> handed.get(0).thenApply(value -> value));
        waiter.get();
        other.onReactivityLoss(ReactivityLoss.IGNORE).get();
        assertThat(sources(waiter)).containsExactly(between);
        assertThat(sources(between)).containsExactly(source);
        assertThat(sources(other)).isEmpty();
    }

    private static List<Node> sources(Computation computation) {
        List<Node> sources = new ArrayList<>();
        for (Edge edge = computation.firstSource; edge != null; edge = edge.nextSource) {
            sources.add(edge.source);
        }
        return sources;
    }

    @Test
    void tracksAllBranchesThatRunAtOnce() {
        Signal<Integer> c = context.signal(1);
        AsyncDerived<Integer> f = slow("f", s);
        AsyncDerived<Integer> g = slow("g", c);
        AsyncDerived<Integer> both = logged("both", () -> {
            CompletableFuture<Integer> left = f.get();
            return left.thenCombine(g.get(), Integer::sum).thenApply(context.wrap((Integer sum) -> sum * 10 + c.get()));
        });
        CompletableFuture<Integer> first = both.get();
        finish();
        finish();
        assertThat(first.join()).isEqualTo(11);
        assertThat(sources(both)).containsExactlyInAnyOrder(f, g, c);
        s.set(1);
        CompletableFuture<Integer> second = both.get();
        finish();
        assertThat(second.join()).isEqualTo(21);
        assertThat(takeRuns()).containsExactly("both", "f", "g", "f", "both");
    }

    @Test
    void readsOnOtherThreadsCountIfTheyAreWrapped() throws Exception {
        Signal<Integer> late = context.signal(1);
        Signal<Integer> unwrapped = context.signal(1);
        AsyncDerived<Integer> d = logged(
                "d",
                () -> CompletableFuture.supplyAsync(context.wrap(() -> s.get()), task -> new Thread(task).start())
                        .thenApplyAsync(value -> value + late.get(), context.wrapExecutor(tasks::add))
                        .thenApplyAsync(value -> value + unwrapped.get(), task -> new Thread(task).start()));
        CompletableFuture<Integer> future = d.get();
        while (tasks.isEmpty()) {
            Thread.onSpinWait();
        }
        runTasks();
        assertThat(future.get()).isEqualTo(2);
        assertThat(sources(d)).containsExactly(s, late);
    }

    @Test
    void everyKindOfWrapCarriesTheTracking() throws Exception {
        List<IntSignal> signals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            signals.add(context.intSignal(i));
        }
        List<Callable<?>> wrapped = new ArrayList<>();
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        AsyncDerived<Integer> d = logged("d", () -> {
            Runnable runnable = context.wrap((Runnable) () -> signals.get(0).get());
            Supplier<Integer> supplier = context.wrap(() -> signals.get(1).get());
            var callable = context.wrapCallable(() -> signals.get(2).get());
            var function =
                    context.<Integer, Integer>wrap((Integer i) -> signals.get(i).get());
            wrapped.add(Executors.callable(runnable));
            wrapped.add(supplier::get);
            wrapped.add(callable);
            wrapped.add(() -> function.apply(3));
            return stage;
        });
        d.get();
        for (Callable<?> each : wrapped) {
            each.call();
        }
        assertThat(sources(d)).containsExactlyElementsOf(signals);
        assertThat(context.running).isNull();
        stage.complete(1);
        wrapped.get(0).call();
        assertThat(sources(d)).hasSize(4);
        assertThat(context.carrier.runs).isZero();
    }

    @Test
    void wrapIsRefusedWhereNothingCanBeCarriedOnAndLeavesAloneWhatNobodyTracks() {
        Runnable task = () -> {};
        assertThat(context.wrap(task)).isSameAs(task);
        Derived<Integer> derived = context.derived(() -> {
            context.wrap(task);
            return 1;
        });
        assertThatThrownBy(derived::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AsyncDerived");
    }

    @Test
    void untrackedMakesNoDependencyOnOtherThreadsEither() {
        Signal<Integer> peeked = context.signal(1);
        AsyncDerived<Integer> d =
                context.asyncDerived((Executor) tasks::add, () -> s.get() + context.untracked(peeked));
        CompletableFuture<Integer> future = d.get();
        runTasks();
        assertThat(future.join()).isEqualTo(1);
        assertThat(sources(d)).containsExactly(s);
    }

    @Test
    void blockingCodeRunsOnTheExecutorAndOthersMayUseTheContextMeanwhile() {
        AsyncDerived<Integer> d = context.asyncDerived((Executor) tasks::add, () -> {
            int before = s.get();
            CompletableFuture.runAsync(() -> s.set(5), task -> new Thread(task).start())
                    .join();
            return before * 10 + s.get();
        });
        CompletableFuture<Integer> torn = d.get();
        CompletableFuture<Integer> fresh = d.fresh();
        runTasks();
        assertThat(torn.join()).isEqualTo(5);
        assertThat(fresh.join()).isEqualTo(55);
    }

    @Test
    void aFailureIsAnOutcome() {
        AsyncDerived<Integer> d = logged("d", () -> {
            int value = s.get();
            return CompletableFuture.supplyAsync(() -> 10 / value, Runnable::run);
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(d.get()::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ArithmeticException.class);
        }
        assertThat(takeRuns()).containsExactly("d");
        s.set(5);
        assertThat(d.get().join()).isEqualTo(2);
        AsyncDerived<Integer> thrown = logged("thrown", () -> {
            throw new IllegalStateException("at " + s.get());
        });
        assertThatThrownBy(thrown.get()::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("at 5");
        AsyncDerived<Integer> refused = context.asyncDerived(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                () -> 1);
        assertThatThrownBy(refused.get()::join).hasRootCauseMessage("full");
    }

    @Test
    void itMustNotSetSignalsOnWhateverThread() {
        AsyncDerived<Boolean> early = context.asyncDerived(() -> CompletableFuture.completedFuture(s.set(1)));
        AsyncDerived<Boolean> late = context.asyncDerived((Executor) tasks::add, () -> s.set(1));
        assertThatThrownBy(early.get()::join).hasMessageContaining("Cannot change s");
        CompletableFuture<Boolean> future = late.get();
        runTasks();
        assertThatThrownBy(future::join).hasMessageContaining("Cannot change s");
        assertThat(s.get()).isZero();
    }

    @Test
    void toWaitWhereItWouldLastForEverIsRefused() {
        AsyncDerived<Integer> d = slow("d", s);
        for (Supplier<?> wait : List.<Supplier<?>>of(
                () -> d.get().join(),
                () -> d.fresh().join(),
                () -> d.get().thenApply(value -> value).join())) {
            assertThatThrownBy(() -> context.batch(wait)).hasMessageContaining("for ever");
        }
        finish();
        assertThat(context.batch(() -> d.get().join())).isZero();
    }

    @Test
    void aCycleIsReportedWithItsPathAndHeals() {
        Signal<Boolean> cyclic = context.signal(true);
        List<AsyncDerived<Integer>> ring = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int next = i + 1;
            ring.add(logged(
                    "n" + i,
                    () -> next < 3
                            ? ring.get(next).get()
                            : cyclic.get() ? ring.get(0).get() : CompletableFuture.completedFuture(7)));
        }
        assertThatThrownBy(ring.get(0).get()::join)
                .hasRootCauseInstanceOf(CycleException.class)
                .hasMessageContaining("n0 -> n1 -> n2 -> n0");
        cyclic.set(false);
        assertThat(ring.get(0).get().join()).isEqualTo(7);
    }

    @Test
    void aCycleThroughWhatIsUnderWayIsReported() {
        List<AsyncDerived<Integer>> pair = new ArrayList<>();
        Runnable[] goOn = new Runnable[1];
        pair.add(logged("a", () -> pair.get(1).get()));
        pair.add(logged("b", () -> {
            s.get();
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            goOn[0] = context.wrap(() -> {
                try {
                    pair.get(0).get().thenAccept(stage::complete);
                } catch (CycleException e) {
                    stage.completeExceptionally(e);
                }
            });
            return stage;
        }));
        CompletableFuture<Integer> a = pair.get(0).get();
        goOn[0].run();
        assertThatThrownBy(a::join).hasRootCauseInstanceOf(CycleException.class);
    }

    @Test
    void readingInTheOtherDirectionThanBeforeIsNoCycle() {
        Signal<Boolean> forth = context.signal(true);
        List<AsyncDerived<Integer>> pair = new ArrayList<>();
        pair.add(logged(
                "a",
                () -> forth.get()
                        ? pair.get(1).get().thenApply(value -> value + 1)
                        : CompletableFuture.completedFuture(10)));
        pair.add(logged(
                "b",
                () -> forth.get()
                        ? CompletableFuture.completedFuture(20)
                        : pair.get(0).get().thenApply(value -> value + 1)));
        assertThat(pair.get(0).get().join()).isEqualTo(21);
        forth.set(false);
        assertThat(pair.get(0).get().join()).isEqualTo(10);
        assertThat(pair.get(1).get().join()).isEqualTo(11);
        forth.set(true);
        assertThat(pair.get(1).get().join()).isEqualTo(20);
        assertThat(pair.get(0).get().join()).isEqualTo(21);
    }

    @Test
    void aLongChainNeedsNoStack() {
        int length = 3_000;
        AsyncDerived<Integer> first = slow("", s);
        AsyncDerived<Integer> last = first;
        for (int i = 0; i < length; i++) {
            AsyncDerived<Integer> previous = last;
            last = context.asyncDerived(() -> previous.get().thenApply(value -> value + 1));
        }
        CompletableFuture<Integer> future = last.get();
        finish();
        assertThat(future.join()).isEqualTo(length);
        s.set(1);
        future = last.get();
        finish();
        assertThat(future.join()).isEqualTo(length + 1);
    }

    @Test
    void ownsWhatItsRunCreates() {
        List<Object> seen = new ArrayList<>();
        AsyncDerived<Integer> d = context.asyncDerived((Executor) tasks::add, () -> {
            int value = s.get();
            context.onCleanup(() -> seen.add("clean " + value));
            return value;
        });
        d.get();
        runTasks();
        s.set(1);
        assertThat(seen).isEmpty();
        d.get();
        runTasks();
        assertThat(seen).containsExactly("clean 0");
    }

    @Test
    void ofAnotherContextIsNotTracked() {
        ReactiveContext other = new ReactiveContext();
        Signal<Integer> theirs = other.signal(1);
        AsyncDerived<Integer> d = logged("d", () -> CompletableFuture.completedFuture(s.get() + theirs.get()));
        assertThat(d.get().join()).isEqualTo(1);
        theirs.set(5);
        assertThat(d.get().join()).isEqualTo(1);
        s.set(1);
        assertThat(d.get().join()).isEqualTo(6);
    }

    /** Its arrival is not lost if the thread that brings it must not wait for the context. */
    @Test
    void arrivesAlsoFromAThreadThatHasAnotherContextWhichIsWaitedFor() throws Exception {
        for (int i = 0; i < 50; i++) {
            ReactiveContext other = new ReactiveContext();
            Signal<Integer> theirs = other.signal(0);
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            AsyncDerived<Integer> d =
                    context.<Integer>asyncDerived(() -> stage).onReactivityLoss(ReactivityLoss.IGNORE);
            CompletableFuture<Integer> future = d.get();
            CyclicBarrier inside = new CyclicBarrier(2);
            Thread bringer = new Thread(() -> other.batch(() -> {
                meet(inside);
                stage.complete(7);
            }));
            bringer.start();
            context.batch(() -> {
                meet(inside);
                try {
                    theirs.set(1);
                } catch (IllegalStateException circle) {
                    runs.add("refused"); // one of the two is
                }
            });
            bringer.join();
            assertThat(future.get()).isEqualTo(7);
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
