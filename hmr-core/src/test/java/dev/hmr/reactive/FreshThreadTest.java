package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreshThreadTest {
    @AfterEach
    void leaveNoInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptOfTheCallerReachesTheWork() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean reached = new AtomicBoolean();
        AtomicBoolean left = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            FreshThread.runAndWait(() -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    reached.set(true);
                }
            });
            left.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(reached).isTrue();
        assertThat(left).isFalse();
    }

    @Test
    void anInterruptThatIsPendingIsSeenAndStays() {
        AtomicBoolean seen = new AtomicBoolean();
        Thread.currentThread().interrupt();
        FreshThread.runAndWait(() -> seen.set(Thread.currentThread().isInterrupted()));
        assertThat(seen).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptThatTheWorkRaisesComesBack() {
        FreshThread.runAndWait(() -> Thread.currentThread().interrupt());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void failuresComeBackAsTheyAre() {
        AssertionError failure = new AssertionError("no");
        assertThatThrownBy(() -> FreshThread.runAndWait(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void theContextClassLoaderIsTheCallers() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = new ClassLoader(own) {};
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            FreshThread.runAndWait(() -> seen.set(Thread.currentThread().getContextClassLoader()));
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
        assertThat(seen).hasValue(loader);
    }

    @Test
    void otherContextsInUseAcceptItAsTheSameThread() {
        ReactiveContext deep = new ReactiveContext();
        ReactiveContext around = new ReactiveContext();
        Signal<Integer> signal = around.signal(1);
        Derived<Integer> last = deep.derived(signal);
        for (int i = 0; i < 1_000; i++) {
            Derived<Integer> previous = last;
            last = deep.derived(previous);
        }
        assertThat(around.<Integer>batch(last)).isEqualTo(1);
    }
}
