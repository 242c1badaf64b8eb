package dev.hmr.reactive;

import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * A {@link Signal} of an {@code int}, without boxing: neither {@link #get} nor {@link #set} allocates anything.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class IntSignal extends PrimitiveSignal implements IntSupplier {
    IntSignal(ReactiveContext context, int initial) {
        super(context, initial);
    }

    /** Names the signal in messages. */
    public IntSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public int get() {
        return (int) getBits();
    }

    /** As {@link #get}. */
    @Override
    public int getAsInt() {
        return get();
    }

    /** The value, without a dependency on it. */
    public int peek() {
        return (int) peekBits();
    }

    /**
     * As {@link Signal#set}.
     *
     * @return whether the value was another one
     * @throws IllegalStateException if called while a derived is being computed
     */
    public boolean set(int next) {
        return setBits(next);
    }

    /**
     * As {@link Signal#update}.
     *
     * @return as {@link #set}
     */
    public boolean update(IntUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsInt(peek()));
        } finally {
            context.leave(outermost);
        }
    }
}
