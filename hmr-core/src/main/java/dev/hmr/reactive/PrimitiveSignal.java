package dev.hmr.reactive;

import org.jspecify.annotations.Nullable;

/** A signal of anything that fits into 64 bits. Two values are the same if their bits are. */
abstract sealed class PrimitiveSignal extends Settable permits IntSignal, LongSignal, DoubleSignal {
    private long bits;

    /** What was to be read before the present batch, if it has set this signal. */
    private @Nullable Earlier earlier;

    PrimitiveSignal(ReactiveContext context, long initial) {
        super(context);
        this.bits = initial;
    }

    final long getBits() {
        boolean outermost = context.enter();
        try {
            noteRead();
            return bits;
        } finally {
            context.leave(outermost);
        }
    }

    final long peekBits() {
        boolean outermost = context.enter();
        try {
            return bits;
        } finally {
            context.leave(outermost);
        }
    }

    final boolean setBits(long next) {
        boolean outermost = context.enter();
        try {
            context.requireWritable(this);
            if (bits == next) {
                return false;
            }
            replace(next);
            tell();
            return true;
        } finally {
            context.leave(outermost);
        }
    }

    private void replace(long next) {
        context.clock++;
        Earlier before = earlier;
        if (before != null && before.bits == next) {
            // As in Signal: set and set back within one batch.
            bits = before.bits;
            version = before.version;
            return;
        }
        if (before == null && remembers()) {
            earlier = new Earlier(bits, version);
        }
        bits = next;
        version = context.clock;
    }

    @Override
    final void forgetEarlier() {
        earlier = null;
    }

    private record Earlier(long bits, long version) {}
}
