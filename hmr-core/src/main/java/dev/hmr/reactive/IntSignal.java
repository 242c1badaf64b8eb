package dev.hmr.reactive;

import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Signal} of an {@code int}, without boxing: neither {@link #get} nor {@link #set} allocates anything.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class IntSignal extends Settable implements IntSupplier {
    private int value;

    /** What was to be read before the present batch, if it has set this signal. */
    private @Nullable Earlier earlier;

    IntSignal(ReactiveContext context, int initial) {
        super(context);
        this.value = initial;
    }

    /** Names the signal in messages. */
    public IntSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public int get() {
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
    public int getAsInt() {
        return get();
    }

    /** The value, without a dependency on it. */
    public int peek() {
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
    public boolean set(int next) {
        boolean outermost = context.enter();
        try {
            context.requireWritable(this);
            if (value == next) {
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
    public boolean update(IntUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsInt(value));
        } finally {
            context.leave(outermost);
        }
    }

    private void replace(int next) {
        context.clock++;
        Earlier before = earlier;
        if (before != null && before.value == next) {
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

    private record Earlier(int value, long version) {}
}
