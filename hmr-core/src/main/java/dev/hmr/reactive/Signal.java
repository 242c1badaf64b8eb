package dev.hmr.reactive;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that can be set, and that tells those who read it.
 *
 * <p>A {@link #set} throws what the effects throw that it causes, after all of them have run; the value stays. It costs a visit to
 * each derived and effect that it can reach, and to no other; a read costs a look at whether its reader knows it.
 *
 * <p>Any thread, as its {@link ReactiveContext}. Nothing to close: a signal is garbage once neither the program nor an effect
 * that reads it refers to it.
 *
 * @param <T> type of the value; null is a value like any other
 */
public final class Signal<T extends @Nullable Object> extends Settable implements Supplier<T> {
    private final Equality<? super T> equality;
    private T value;

    /** What was to be read before the present batch, if it has set this signal. */
    private @Nullable Earlier<T> earlier;

    Signal(ReactiveContext context, T initial, Equality<? super T> equality) {
        super(context);
        this.value = initial;
        this.equality = equality;
    }

    /** Names the signal in messages. */
    public Signal<T> named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    @Override
    public T get() {
        boolean outermost = context.enter();
        try {
            noteRead();
            return value;
        } finally {
            context.leave(outermost);
        }
    }

    /** The value, without a dependency on it. */
    public T peek() {
        boolean outermost = context.enter();
        try {
            return value;
        } finally {
            context.leave(outermost);
        }
    }

    /**
     * Sets the value and, unless inside a batch or an effect, runs the effects it reaches before it returns. An effect's
     * failure is thrown from here, after all effects ran; the value stays set.
     *
     * @return whether that was a change, in the eyes of the signal's {@link Equality}
     * @throws IllegalStateException if called while a derived is being computed
     */
    public boolean set(T next) {
        boolean outermost = context.enter();
        try {
            context.requireWritable(this);
            if (same(value, next)) {
                return false;
            }
            replace(next);
            tell();
            return true;
        } finally {
            context.leave(outermost);
        }
    }

    /**
     * Sets the value to the function's answer to the present one, which is read without a dependency on it: an effect
     * that only updates a signal does not run again because of it. No other thread sets it in between.
     *
     * @return as {@link #set}
     */
    public boolean update(UnaryOperator<T> function) {
        boolean outermost = context.enter();
        try {
            return set(function.apply(value));
        } finally {
            context.leave(outermost);
        }
    }

    private void replace(T next) {
        context.clock++;
        Earlier<T> before = earlier;
        if (before != null && same(before.value, next)) {
            // Set and set back within one batch: for those who did not look in between, nothing happened.
            value = before.value;
            version = before.version;
            return;
        }
        if (before == null && remembers()) {
            earlier = new Earlier<>(value, version);
        }
        value = next;
        version = context.clock;
    }

    private boolean same(T previous, T next) {
        Computation tracker = context.tracker;
        context.tracker = null;
        try {
            return equality.same(previous, next);
        } finally {
            context.tracker = tracker;
        }
    }

    @Override
    void forgetEarlier() {
        earlier = null;
    }

    private record Earlier<T extends @Nullable Object>(T value, long version) {}
}
