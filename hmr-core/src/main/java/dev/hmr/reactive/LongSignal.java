package dev.hmr.reactive;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * A {@link Signal} of a {@code long}, without boxing: neither {@link #get} nor {@link #set} allocates anything.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class LongSignal extends PrimitiveSignal implements LongSupplier {
    LongSignal(ReactiveContext context, long initial) {
        super(context, initial);
    }

    /** Names the signal in messages. */
    public LongSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public long get() {
        return getBits();
    }

    /** As {@link #get}. */
    @Override
    public long getAsLong() {
        return get();
    }

    /** The value, without a dependency on it. */
    public long peek() {
        return peekBits();
    }

    /**
     * As {@link Signal#set}.
     *
     * @return whether the value was another one
     * @throws IllegalStateException if called while a derived is being computed
     */
    public boolean set(long next) {
        return setBits(next);
    }

    /**
     * As {@link Signal#update}.
     *
     * @return as {@link #set}
     */
    public boolean update(LongUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsLong(peek()));
        } finally {
            context.leave(outermost);
        }
    }
}
