package dev.hmr.reactive;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One subscriber of a {@link SignalPublisher}. An effect notes the latest value; one drain at a time hands it on. */
final class SignalSubscription<T> implements Flow.Subscription {
    private final ReactiveContext context;
    private final Supplier<? extends T> source;
    private final Executor executor;
    private final Effect observer;

    /** How often there was a reason to look since the drain last looked; whoever takes it from 0 drains. */
    private final AtomicInteger reasons = new AtomicInteger();

    // Guarded by this.
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private @Nullable T latest;
    private @Nullable Throwable failure;
    private @Nullable Throwable misuse;
    private boolean introduced;
    private long demand;

    SignalSubscription(
            ReactiveContext context,
            Supplier<? extends T> source,
            Executor executor,
            Flow.Subscriber<? super T> subscriber) {
        this.context = context;
        this.source = source;
        this.executor = executor;
        this.subscriber = subscriber;
        this.observer = context.unstartedEffect(this::observe).onReactivityLoss(ReactivityLoss.IGNORE);
    }

    void start() {
        look(); // before any value: the subscriber is to be introduced first
    }

    private void observe() {
        T value = null;
        Throwable thrown = null;
        try {
            value = source.get();
            if (value == null) {
                thrown = new NullPointerException("A stream cannot hand on null, which " + source + " holds.");
            }
        } catch (Throwable fromSource) {
            thrown = fromSource;
        }
        synchronized (this) {
            latest = value;
            failure = thrown;
        }
        context.aftermath.add(this::look);
    }

    @Override
    public void request(long count) {
        synchronized (this) {
            if (count <= 0) {
                misuse = new IllegalArgumentException(
                        "A subscriber must request a positive number (rule 3.9), not " + count + ".");
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
        }
        look();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            subscriber = null;
            latest = null;
        }
        observer.dispose();
    }

    private void look() {
        if (reasons.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (Throwable refused) {
                cancel();
                throw refused;
            }
        }
    }

    private void drain() {
        int seen = 1;
        do {
            while (handOnOne()) {
                // until there is nothing, or nothing is asked for
            }
            seen = reasons.addAndGet(-seen);
        } while (seen != 0);
    }

    /** Signals at most once. The subscriber's code runs without any lock. */
    private boolean handOnOne() {
        Flow.Subscriber<? super T> receiver;
        T value;
        Throwable thrown;
        synchronized (this) {
            receiver = subscriber;
            if (receiver == null) {
                return false;
            }
            if (introduced) {
                thrown = misuse == null ? failure : misuse;
                value = demand > 0 ? latest : null;
                if (thrown != null) {
                    subscriber = null;
                } else if (value == null) {
                    return false;
                } else {
                    latest = null;
                    demand -= demand == Long.MAX_VALUE ? 0 : 1;
                }
            } else {
                thrown = null;
                value = null;
            }
        }
        signal(receiver, value, thrown);
        return true;
    }

    private void signal(Flow.Subscriber<? super T> receiver, @Nullable T value, @Nullable Throwable thrown) {
        try {
            if (thrown != null) {
                observer.dispose();
                receiver.onError(thrown);
            } else if (value != null) {
                receiver.onNext(value);
            } else {
                introduce(receiver);
            }
        } catch (Throwable misbehaved) { // against rule 2.13; it gets nothing more
            cancel();
            Failures.report(misbehaved);
        }
    }

    private void introduce(Flow.Subscriber<? super T> receiver) {
        synchronized (this) {
            introduced = true;
        }
        receiver.onSubscribe(this);
        observer.run();
        synchronized (this) {
            if (subscriber != null) {
                return;
            }
        }
        observer.dispose(); // cancelled meanwhile
    }
}
