package dev.hmr.reactive;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Signal} of a {@code long}, without boxing: neither {@link #get} nor {@link #set} allocates anything.
 *
 * <p>Fails and costs as a {@link Signal} otherwise. Any thread, as its {@link ReactiveContext}. Nothing to close.
 */
public final class LongSignal extends Settable implements LongSupplier {
    private long value;

    /** What was to be read before the present batch, if it has set this signal. */
    private @Nullable Earlier earlier;

    LongSignal(ReactiveContext context, long initial) {
        super(context);
        this.value = initial;
    }

    /** Names the signal in messages. */
    public LongSignal named(String name) {
        name(name);
        return this;
    }

    /** The value. The derived or effect that is running depends on this signal from now on. */
    public long get() {
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
    public long getAsLong() {
        return get();
    }

    /** The value, without a dependency on it. */
    public long peek() {
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
    public boolean set(long next) {
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
    public boolean update(LongUnaryOperator function) {
        boolean outermost = context.enter();
        try {
            return set(function.applyAsLong(value));
        } finally {
            context.leave(outermost);
        }
    }

    private void replace(long next) {
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

    private record Earlier(long value, long version) {}
}
