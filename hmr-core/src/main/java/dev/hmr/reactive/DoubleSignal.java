package dev.hmr.reactive;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Signal} of a {@code double}, without boxing: neither {@link #get} nor {@link #set} allocates anything. As {@link Double#equals}
 * has it, NaN is the same as NaN, and 0.0 is another value than -0.0.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class DoubleSignal extends Settable implements DoubleSupplier {
    private double value;

    /** What was to be read before the present batch, if it has set this signal. */
    private @Nullable Earlier earlier;

    DoubleSignal(ReactiveContext context, double initial) {
        super(context);
        this.value = initial;
    }

    /** Names the signal in messages. */
    public DoubleSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public double get() {
        boolean outermost = context.enter();
        try {
            noteRead();
            return value;
        } finally {
            context.leave(outermost);
        }
    }

    /** As {@link #get}. */
    @Override
    public double getAsDouble() {
        return get();
    }

    /** The value, without a dependency on it. */
    public double peek() {
        boolean outermost = context.enter();
        try {
            return value;
        } finally {
            context.leave(outermost);
        }
    }

    /**
     * As {@link Signal#set}.
     *
     * @return whether the value was another one
     * @throws IllegalStateException if called while a derived is being computed
     */
    public boolean set(double next) {
        boolean outermost = context.enter();
        try {
            context.requireWritable(this);
            if (Double.compare(value, next) == 0) {
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
     * As {@link Signal#update}.
     *
     * @return as {@link #set}
     */
    public boolean update(DoubleUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsDouble(value));
        } finally {
            context.leave(outermost);
        }
    }

    private void replace(double next) {
        context.clock++;
        Earlier before = earlier;
        if (before != null && Double.compare(before.value, next) == 0) {
            value = before.value;
            version = before.version;
            return;
        }
        if (before == null && remembers()) {
            earlier = new Earlier(value, version);
        }
        value = next;
        version = context.clock;
    }

    @Override
    void forgetEarlier() {
        earlier = null;
    }

    private record Earlier(double value, long version) {}
}
