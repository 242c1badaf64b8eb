package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Any thread may use a context; they take turns. */
class ThreadsTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> a = context.signal(0);
    private final Signal<Integer> b = context.signal(0);

    private static Future<?> start(ThrowingRunnable action) {
        FutureTask<?> task = new FutureTask<>(() -> {
            action.run();
            return null;
        });
        new Thread(task).start();
        return task;
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }

    private static void joinAll(List<Future<?>> threads) throws Exception {
        for (Future<?> thread : threads) {
            thread.get();
        }
    }

    private void awaitWaiting(Thread thread) {
        await().until(() ->
                thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
    }

    @Test
    void aReaderWaitsForTheEndOfABatchAndSeesAllOfIt() throws Exception {
        List<Integer> seen = new CopyOnWriteArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (Runnable read : List.<Runnable>of(
                () -> seen.add(a.get()),
                () -> seen.add(a.peek()),
                () -> seen.add(context.derived(() -> a.get() + 1).get() - 1),
                () -> seen.add(a.update(value -> value) ? -1 : a.get()))) {
            readers.add(new Thread(read));
        }
        context.batch(() -> {
            a.set(1);
            readers.forEach(Thread::start);
            readers.forEach(this::awaitWaiting);
            assertThat(seen).isEmpty();
            a.set(2);
        });
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(seen).containsExactly(2, 2, 2, 2);
    }

    @Test
    void nobodySeesHalfABatchWhateverTheThreads() throws Exception {
        Derived<Integer> difference = context.derived(() -> a.get() - b.get());
        AtomicInteger broken = new AtomicInteger();
        context.effect(() -> broken.addAndGet(Math.abs(a.get() - b.get())));
        AtomicBoolean stop = new AtomicBoolean();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(start(() -> {
                while (!stop.get()) {
                    broken.addAndGet(Math.abs(difference.get()));
                    broken.addAndGet(Math.abs(context.batch(() -> a.get() - b.get())));
                }
            }));
        }
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(start(() -> {
                for (int n = 0; n < 5_000; n++) {
                    context.batch(() -> {
                        a.update(value -> value + 1);
                        b.update(value -> value + 1);
                    });
                }
            }));
        }
        joinAll(writers);
        stop.set(true);
        joinAll(readers);
        assertThat(broken).hasValue(0);
        assertThat(a.get()).isEqualTo(10_000);
        assertThat(difference.get()).isZero();
    }

    @Test
    void threadsThatReadOneDerivedAtOnceComputeItOnceAndAllSeeTheFreshValue() throws Exception {
        int threads = 10;
        AtomicInteger runs = new AtomicInteger();
        Derived<Integer> derived = context.derived(() -> {
            runs.incrementAndGet();
            return a.get() * 2;
        });
        CyclicBarrier barrier = new CyclicBarrier(threads);
        for (int round = 1; round <= 20; round++) {
            int expected = round * 2;
            a.set(round);
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                readers.add(start(() -> {
                    barrier.await();
                    assertThat(derived.get()).isEqualTo(expected);
                }));
            }
            joinAll(readers);
        }
        assertThat(runs).hasValue(20);
    }

    @Test
    void anUpdateIsNeverLost() throws Exception {
        List<Future<?>> writers = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        context.effect(() -> seen.add(a.get())); // one thread at a time: an unsynchronised list will do
        for (int i = 0; i < 4; i++) {
            writers.add(start(() -> {
                for (int n = 0; n < 1_000; n++) {
                    a.update(value -> value + 1);
                }
            }));
        }
        joinAll(writers);
        assertThat(a.get()).isEqualTo(4_000);
        assertThat(seen).hasSize(4_001).isSorted();
    }

    @Test
    void aFailureLeavesTheContextToTheNextThread() throws Exception {
        assertThatThrownBy(() -> context.batch(() -> {
                    throw new IllegalArgumentException("body");
                }))
                .hasMessage("body");
        start(() -> a.set(1)).get();
        assertThat(a.get()).isEqualTo(1);
    }

    @Test
    void contextsAreIndependentOfEachOther() throws Exception {
        Signal<Integer> theirs = new ReactiveContext().signal(0);
        context.batch(() -> {
            CompletableFuture.runAsync(() -> theirs.set(1), task -> new Thread(task).start())
                    .join();
        });
        assertThat(theirs.get()).isEqualTo(1);
    }

    @Test
    void untrackedOutsideOfTheGraphKeepsNobodyWaiting() throws Exception {
        context.untracked(() -> {
            CompletableFuture.runAsync(() -> a.set(1), task -> new Thread(task).start())
                    .join();
        });
        assertThat(a.get()).isEqualTo(1);
    }

    @Test
    void twoThreadsThatWaitForEachOthersContextsDoNotHang() throws Exception {
        ReactiveContext other = new ReactiveContext();
        Signal<Integer> theirs = other.signal(0);
        CountDownLatch inside = new CountDownLatch(2);
        Future<?> first = start(() -> context.batch(() -> {
            meet(inside);
            theirs.set(1);
        }));
        Future<?> second = start(() -> other.batch(() -> {
            meet(inside);
            a.set(1);
        }));
        List<Throwable> failures = new ArrayList<>();
        for (Future<?> thread : List.of(first, second)) {
            try {
                thread.get();
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("opposite order");
        assertThat(theirs.get() + a.get()).isEqualTo(1);
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCircleOfThreeThreadsIsFoundToo() throws Exception {
        List<ReactiveContext> contexts = List.of(new ReactiveContext(), new ReactiveContext(), new ReactiveContext());
        List<Signal<Integer>> signals =
                contexts.stream().map(each -> each.signal(0)).toList();
        CountDownLatch inside = new CountDownLatch(3);
        List<Future<?>> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int own = i;
            threads.add(start(() -> contexts.get(own).batch(() -> {
                meet(inside);
                signals.get((own + 1) % 3).set(1);
            })));
        }
        int refused = 0;
        for (Future<?> thread : threads) {
            try {
                thread.get();
            } catch (ExecutionException e) {
                refused++;
            }
        }
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsNotSwallowed() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            a.get();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        context.batch(() -> {
            reader.start();
            awaitWaiting(reader);
            reader.interrupt();
            a.set(1);
        });
        reader.join();
        assertThat(interrupted).isTrue();
    }
}
