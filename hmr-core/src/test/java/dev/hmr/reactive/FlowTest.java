package dev.hmr.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final ReactiveContext context = new ReactiveContext();
    private final Signal<Integer> signal = context.signal(0);

    private static class Recorder implements Flow.Subscriber<Integer> {
        final List<Object> seen = new ArrayList<>();
        final long atFirst;
        Flow.@Nullable Subscription subscription;

        Recorder(long atFirst) {
            this.atFirst = atFirst;
        }

        @Override
        public void onSubscribe(Flow.Subscription offered) {
            subscription = offered;
            if (atFirst > 0) {
                offered.request(atFirst);
            }
        }

        Flow.Subscription subscription() {
            return Objects.requireNonNull(subscription, "subscription");
        }

        @Override
        public void onNext(Integer item) {
            seen.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            seen.add("complete");
        }
    }

    @Test
    void eachSubscriberGetsThePresentValueAndEveryLaterOne() {
        Flow.Publisher<Integer> publisher = context.publisher(signal);
        Recorder first = new Recorder(Long.MAX_VALUE);
        publisher.subscribe(first);
        signal.set(1);
        Recorder second = new Recorder(Long.MAX_VALUE);
        publisher.subscribe(second);
        signal.set(2);
        signal.set(2);
        first.subscription().cancel();
        signal.set(3);
        assertThat(first.seen).containsExactly(0, 1, 2);
        assertThat(second.seen).containsExactly(1, 2, 3);
        second.subscription().cancel();
        second.subscription().cancel();
        assertThat(signal.firstSubscriber).isNull();
    }

    @Test
    void whoAsksForLessGetsTheLatest() {
        Recorder slow = new Recorder(1);
        context.<Integer>publisher(signal).subscribe(slow);
        signal.set(1);
        signal.set(2);
        assertThat(slow.seen).containsExactly(0);
        slow.subscription().request(2);
        assertThat(slow.seen).containsExactly(0, 2);
        signal.set(3);
        signal.set(4);
        assertThat(slow.seen).containsExactly(0, 2, 3);
    }

    @Test
    void aDerivedIsComputedForItsSubscribersOnly() {
        List<Integer> computed = new ArrayList<>();
        Derived<Integer> derived = context.derived(() -> {
            computed.add(signal.get());
            return signal.get() / 2;
        });
        Flow.Publisher<Integer> publisher = context.publisher(derived);
        assertThat(computed).isEmpty();
        Recorder recorder = new Recorder(10);
        publisher.subscribe(recorder);
        signal.set(1);
        signal.set(2);
        assertThat(recorder.seen).containsExactly(0, 1);
        assertThat(computed).containsExactly(0, 1, 2);
    }

    @Test
    void aFailureEndsTheStream() {
        Derived<Integer> quotient = context.derived(() -> 10 / (5 - signal.get()));
        Recorder recorder = new Recorder(10);
        context.<Integer>publisher(quotient).subscribe(recorder);
        signal.set(5);
        signal.set(0);
        assertThat(recorder.seen).containsExactly(2, "ArithmeticException");
        assertThat(signal.firstSubscriber).isNull();
    }

    @Test
    void subscribersAreCalledOutsideOfTheGraphAndMayUseIt() {
        Recorder recorder = new Recorder(Long.MAX_VALUE) {
            @Override
            public void onNext(Integer item) {
                super.onNext(item);
                assertThat(context.turn.isMine()).isFalse();
                if (item < 3) {
                    signal.set(item + 1);
                }
            }
        };
        context.<Integer>publisher(signal).subscribe(recorder);
        assertThat(recorder.seen).containsExactly(0, 1, 2, 3);
    }

    @Test
    void anExecutorMayCallThem() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Recorder recorder = new Recorder(Long.MAX_VALUE);
        context.<Integer>publisher(signal, tasks::add).subscribe(recorder);
        assertThat(recorder.subscription).isNull();
        signal.set(1);
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(recorder.seen).containsExactly(1);
        signal.set(2);
        signal.set(3);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(recorder.seen).containsExactly(1, 3);
    }

    @Test
    void aRequestForNothingEndsTheStreamThoughAValueComesFirst() {
        Deque<Runnable> tasks = new ArrayDeque<>();
        Recorder recorder = new Recorder(0);
        context.<Integer>publisher(signal, tasks::add).subscribe(recorder);
        tasks.remove().run();
        recorder.subscription().request(0);
        signal.set(1);
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(recorder.seen).containsExactly("IllegalArgumentException");
    }

    @Test
    void followsAStream() {
        SubmissionPublisher<Integer> stream = new SubmissionPublisher<>(Runnable::run, 8);
        FlowSignal<Integer> latest = context.follow(stream, -1);
        List<Integer> seen = new ArrayList<>();
        context.effect(() -> seen.add(latest.get()));
        stream.submit(1);
        stream.submit(1);
        stream.submit(2);
        assertThat(latest.peek()).isEqualTo(2);
        stream.close();
        assertThat(latest.get()).isEqualTo(2);
        assertThat(seen).containsExactly(-1, 1, 2);
    }

    @Test
    void aFailedStreamThrowsWhereItIsRead() {
        SubmissionPublisher<Integer> stream = new SubmissionPublisher<>(Runnable::run, 8);
        FlowSignal<Integer> latest = context.follow(stream, -1);
        stream.closeExceptionally(new IllegalStateException("broken"));
        assertThatThrownBy(latest::get).hasMessage("broken");
        assertThatThrownBy(latest::peek).hasMessage("broken");
    }

    @Test
    void closingCancels() {
        SubmissionPublisher<Integer> stream = new SubmissionPublisher<>(Runnable::run, 8);
        try (FlowSignal<Integer> latest = context.follow(stream, -1)) {
            stream.submit(1);
            assertThat(latest.get()).isEqualTo(1);
        }
        stream.submit(2);
        assertThat(stream.hasSubscribers()).isFalse();
    }

    @Test
    void oneCreatedInAnEffectIsClosedWithTheRun() {
        SubmissionPublisher<Integer> stream = new SubmissionPublisher<>(Runnable::run, 8);
        Effect effect = context.effect(() -> context.follow(stream, signal.get()));
        assertThat(stream.getNumberOfSubscribers()).isEqualTo(1);
        effect.dispose();
        stream.submit(1);
        assertThat(stream.hasSubscribers()).isFalse();
    }

    @Test
    void thereAndBackAgain() {
        FlowSignal<Integer> copy = context.follow(context.<Integer>publisher(signal), -1);
        signal.set(5);
        assertThat(copy.get()).isEqualTo(5);
        copy.close();
        signal.set(6);
        assertThat(copy.get()).isEqualTo(5);
    }
}
