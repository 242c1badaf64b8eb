package dev.hmr.reactive;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value computed from signals and other deriveds: when it is first asked for, and again when it is asked for after
 * something that it read has changed. If the new value is the same as the old one, whoever reads the derived does not run.
 *
 * <p>An exception thrown by the function is the outcome like a value would be: each reader gets it, until an input changes.
 * The function must not set signals, and runs on the reader's thread or, when deriveds nest deeply, on one that the reader
 * waits for.
 *
 * <p>A read costs next to nothing while no signal of the context has changed; else a look at what it read, and at what that
 * read. While an effect observes it, it is told of changes, and costs nothing when others change.
 *
 * <p>Any thread, as its {@link ReactiveContext}. Nothing to close: a derived that no effect observes is not known
 * to what it reads. One that was created while an effect or derived ran belongs to that run: when the run is repeated or
 * disposed, the derived's clean-ups are called; asked again, it is computed again.
 *
 * @param <T> type of the value; null is a value like any other
 */
public final class Derived<T extends @Nullable Object> extends Cached implements Supplier<T> {
    private final Supplier<? extends T> function;
    private final Equality<? super T> equality;

    private @Nullable Object value;
    private @Nullable Throwable failure;

    Derived(ReactiveContext context, Supplier<? extends T> function, Equality<? super T> equality) {
        super(context);
        this.function = function;
        this.equality = equality;
    }

    /** Names the derived in messages. */
    public Derived<T> named(String name) {
        name(name);
        return this;
    }

    /** What to do if a computation reads nothing. */
    public Derived<T> onReactivityLoss(ReactivityLoss strategy) {
        onLoss(strategy);
        return this;
    }

    /**
     * The value, up to date. The derived or effect that is running depends on this derived from now on.
     *
     * @throws CycleException if the function needs its own value
     */
    @Override
    public T get() {
        boolean outermost = context.enter();
        try {
            Edge edge = context.track(this);
            if (edge != null) {
                edge.version = version;
            }
            refresh();
            if (edge != null) {
                edge.version = version;
            }
            return outcome();
        } finally {
            context.leave(outermost);
        }
    }

    /** As {@link #get}, without a dependency on it. */
    public T peek() {
        boolean outermost = context.enter();
        try {
            refresh();
            return outcome();
        } finally {
            context.leave(outermost);
        }
    }

    /**
     * Drops the cached value: the function runs when the value is next needed, although no input has changed. Effects that
     * observe it get their turn as if an input had been set.
     *
     * @throws IllegalStateException if called while a derived is being computed
     */
    public void invalidate() {
        drop();
    }

    private void refresh() {
        if (running) {
            throw CycleException.at(this);
        }
        if (!isFresh()) {
            Refresh.bringUpToDate(this);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // call() and settle() keep it a T
    private T outcome() {
        Failures.rethrowIfPresent(failure);
        return (T) value;
    }

    @Override
    @Nullable
    Object call() {
        return function.get();
    }

    @Override
    void settle(@Nullable Object result, @Nullable Throwable thrown) {
        Throwable outcome = thrown;
        boolean changed;
        try {
            changed = version == 0 || failure != outcome || (outcome == null && !same(value, result));
        } catch (Throwable unequal) {
            outcome = unequal;
            changed = true;
        }
        if (changed) {
            value = outcome == null ? result : null;
            failure = outcome;
            version++;
        }
        forced = false;
        confirm();
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // both came from call()
    private boolean same(@Nullable Object previous, @Nullable Object next) {
        return ((Equality<Object>) equality).same(previous, next);
    }

    @Override
    boolean keepsUnread() {
        return false;
    }

    @Override
    Object function() {
        return function;
    }
}
