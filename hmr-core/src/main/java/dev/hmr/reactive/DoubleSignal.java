package dev.hmr.reactive;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * A {@link Signal} of a {@code double}, without boxing: neither {@link #get} nor {@link #set} allocates anything. As {@link Double#equals}
 * has it, NaN is the same as NaN, and 0.0 is another value than -0.0.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class DoubleSignal extends PrimitiveSignal implements DoubleSupplier {
    DoubleSignal(ReactiveContext context, double initial) {
        super(context, Double.doubleToLongBits(initial));
    }

    /** Names the signal in messages. */
    public DoubleSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public double get() {
        return Double.longBitsToDouble(getBits());
    }

    /** As {@link #get}. */
    @Override
    public double getAsDouble() {
        return get();
    }

    /** The value, without a dependency on it. */
    public double peek() {
        return Double.longBitsToDouble(peekBits());
    }

    /**
     * As {@link Signal#set}.
     *
     * @return whether the value was another one
     * @throws IllegalStateException if called while a derived is being computed
     */
    public boolean set(double next) {
        return setBits(Double.doubleToLongBits(next));
    }

    /**
     * As {@link Signal#update}.
     *
     * @return as {@link #set}
     */
    public boolean update(DoubleUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsDouble(peek()));
        } finally {
            context.leave(outermost);
        }
    }
}
