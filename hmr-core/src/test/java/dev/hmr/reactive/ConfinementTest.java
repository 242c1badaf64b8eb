package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfinementTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> signal = context.signal(0);
    private final Derived<Integer> derived = context.derived(signal);

    @Test
    void aSecondThreadIsRefusedWhileAFunctionRuns() {
        List<Runnable> uses = List.of(
                signal::get,
                signal::peek,
                () -> signal.set(1),
                derived::get,
                derived::peek,
                derived::invalidate,
                () -> context.derived(() -> 1),
                () -> context.effect(() -> {}),
                () -> context.batch(() -> {}),
                () -> context.untracked(() -> {}),
                () -> context.onCleanup(() -> {}));
        context.batch(() -> {
            for (Runnable use : uses) {
                assertThat(onAnotherThread(use))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(Thread.currentThread().getName())
                        .hasMessageContaining("one thread at a time");
            }
            signal.set(5);
        });
        assertThat(signal.get()).isEqualTo(5);
        assertThat(derived.get()).isEqualTo(5);
    }

    @Test
    void threadsMayTakeTurns() {
        List<Integer> seen = new ArrayList<>();
        context.effect(() -> seen.add(derived.get()));
        assertThat(onAnotherThread(() -> signal.set(1))).isNull();
        signal.set(2);
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void aFailureLeavesTheContextToTheNextThread() {
        assertThatThrownBy(() -> context.batch(() -> {
                    throw new IllegalArgumentException("body");
                }))
                .hasMessage("body");
        assertThat(onAnotherThread(signal::get)).isNull();
    }

    @Test
    void contextsAreIndependentOfEachOther() {
        ReactiveContext other = new ReactiveContext();
        Signal<Integer> theirs = other.signal(0);
        context.batch(() -> assertThat(onAnotherThread(() -> theirs.set(1))).isNull());
        assertThat(theirs.get()).isEqualTo(1);
    }

    @Test
    void noLockIsHeldWhileUserCodeRuns() {
        CountDownLatch answered = new CountDownLatch(1);
        Derived<Boolean> waiting = context.derived(() -> {
            onAnotherThread(() -> {
                try {
                    signal.get();
                } finally {
                    answered.countDown();
                }
            });
            return answered.getCount() == 0;
        });
        assertThat(waiting.get()).isTrue();
    }

    private static @Nullable Throwable onAnotherThread(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            Throwable failure = catchThrowable(action::run);
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        thread.start();
        return done.handle((result, failure) -> failure).join();
    }
}
