package dev.hmr.reactive;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * A signal or derived as a stream: each subscriber is given the present value, and every later one. It is a state that is
 * handed on, not a series of events: a subscriber that asks for less than there is gets the latest, without those in
 * between. A failure of the source ends the stream with it; nothing else does but to cancel.
 *
 * <p>Any thread. Subscribers are called one signal after the other by the executor, never while the context is in use; with
 * no executor given, by the thread that brought the change. Null cannot be handed on and ends the stream with a {@link
 * NullPointerException}. A subscription lives as long as what it reads, or until it is cancelled.
 */
final class SignalPublisher<T> implements Flow.Publisher<T> {
    private final ReactiveContext context;
    private final Supplier<? extends T> source;
    private final Executor executor;

    SignalPublisher(ReactiveContext context, Supplier<? extends T> source, Executor executor) {
        this.context = context;
        this.source = source;
        this.executor = executor;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new SignalSubscription<T>(context, source, executor, subscriber).start();
    }
}
