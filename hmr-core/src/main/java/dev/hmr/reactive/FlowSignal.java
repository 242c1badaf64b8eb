package dev.hmr.reactive;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest item of a stream, as a signal. Until the first item it holds the initial value; when the stream completes it
 * keeps the last one; if the stream fails, reading throws what it failed with.
 *
 * <p>Any thread. It asks for all that there is; to limit that is the stream's affair. To close it cancels the subscription;
 * one that was created in an effect or derived is closed with the run.
 *
 * @param <T> type of the items
 */
public final class FlowSignal<T> implements Supplier<T>, AutoCloseable {
    private final Signal<Item<T>> items;
    private final Receiver receiver = new Receiver();

    private record Item<T>(T value, @Nullable Throwable failure) {}

    FlowSignal(ReactiveContext context, Flow.Publisher<? extends T> publisher, T initial) {
        this.items = context.signal(new Item<>(initial, null));
        context.onCleanupIfOwned(this::close);
        publisher.subscribe(receiver);
    }

    /** The latest item. The derived or effect that is running depends on it from now on. */
    @Override
    public T get() {
        return outcome(items.get());
    }

    /** The latest item, without a dependency on it. */
    public T peek() {
        return outcome(items.peek());
    }

    private T outcome(Item<T> item) {
        Failures.rethrowIfPresent(item.failure());
        return item.value();
    }

    /** Cancels the subscription; the latest item stays. */
    @Override
    public void close() {
        receiver.close();
    }

    private final class Receiver implements Flow.Subscriber<T> {
        private Flow.@Nullable Subscription subscription;
        private boolean closed;

        @Override
        public void onSubscribe(Flow.Subscription offered) {
            Objects.requireNonNull(offered, "subscription");
            boolean refused;
            synchronized (this) {
                refused = closed || subscription != null;
                if (!refused) {
                    subscription = offered;
                }
            }
            if (refused) {
                offered.cancel();
            } else {
                offered.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(T item) {
            Objects.requireNonNull(item, "item");
            if (!isClosed()) {
                items.set(new Item<>(item, null));
            }
        }

        @Override
        public void onError(Throwable failure) {
            Objects.requireNonNull(failure, "failure");
            if (!isClosed()) {
                items.update(last -> new Item<>(last.value(), failure));
            }
        }

        @Override
        public void onComplete() {}

        private synchronized boolean isClosed() {
            return closed;
        }

        void close() {
            Flow.Subscription open;
            synchronized (this) {
                closed = true;
                open = subscription;
            }
            if (open != null) {
                open.cancel();
            }
        }
    }
}
