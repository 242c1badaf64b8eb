package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.Signal;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One aspect of a collection, with a signal for each key that somebody tracks and for no other.
 *
 * <p>The signals are held weakly here, and strongly by those who read them. Each of those also reads the {@link #anchor},
 * which never changes: from the collection a chain of strong references leads over the anchor to the effects that track a
 * key, and on to that key's signal. Once an effect has ended, or no longer reads the key, nothing leads there any more.
 */
final class KeySignals {
    private final ReactiveContext context;
    private final Function<@Nullable Object, @Nullable Object> current;
    private final Equality<@Nullable Object> equality;
    private final Map<@Nullable Object, Held> signals;
    private final ReferenceQueue<Signal<@Nullable Object>> collected = new ReferenceQueue<>();
    private final Signal<Boolean> anchor;

    /**
     * @param signals an empty map that tells keys apart as the collection does
     * @param current what readers of a key see now
     */
    KeySignals(
            ReactiveContext context,
            Map<@Nullable Object, Held> signals,
            Equality<@Nullable Object> equality,
            Function<@Nullable Object, @Nullable Object> current) {
        this.context = context;
        this.signals = signals;
        this.equality = equality;
        this.current = current;
        this.anchor = context.signal(true);
    }

    static final class Held extends WeakReference<Signal<@Nullable Object>> {
        private final @Nullable Object key;

        private Held(
                @Nullable Object key,
                Signal<@Nullable Object> signal,
                ReferenceQueue<Signal<@Nullable Object>> collected) {
            super(signal, collected);
            this.key = key;
        }
    }

    /** The derived or effect that is running, if any, depends on the key from now on. */
    void track(@Nullable Object key) {
        if (context.isTracking()) {
            context.joinBatch(() -> {
                Signal<@Nullable Object> signal = context.untracked(() -> signalOf(key));
                anchor.get();
                return signal.get();
            });
        }
    }

    private Signal<@Nullable Object> signalOf(@Nullable Object key) {
        Held held = signals.get(key);
        Signal<@Nullable Object> present = held == null ? null : held.get();
        if (present != null) {
            return present;
        }
        expunge();
        Signal<@Nullable Object> added = context.signal(current.apply(key), equality);
        signals.put(key, new Held(key, added, collected));
        return added;
    }

    /** The key may have changed. Call it untracked, after the change and in its batch. */
    void refresh(@Nullable Object key) {
        if (!signals.isEmpty()) {
            Held held = signals.get(key);
            if (held != null) {
                refresh(held);
            }
        }
    }

    /** All keys that match may have changed. */
    void refreshIf(Predicate<@Nullable Object> affected) {
        if (signals.isEmpty()) {
            return;
        }
        expunge();
        List<Held> tracked = new ArrayList<>(signals.values());
        for (Held held : tracked) {
            if (affected.test(held.key)) {
                refresh(held);
            }
        }
    }

    private void refresh(Held held) {
        Signal<@Nullable Object> signal = held.get();
        if (signal != null) {
            Object now = current.apply(held.key);
            if (!same(signal.peek(), now)) { // a set is refused inside a derived, even if it were none
                set(signal, now);
            }
        }
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private boolean same(@Nullable Object previous, @Nullable Object next) {
        return equality.same(previous, next);
    }

    @SuppressWarnings("NullAway") // null is a value like any other
    private static void set(Signal<@Nullable Object> signal, @Nullable Object value) {
        signal.set(value);
    }

    /** How many keys have a signal. */
    int size() {
        return context.joinBatch(() -> {
            expunge();
            return signals.size();
        });
    }

    private void expunge() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            signals.remove(((Held) gone).key, gone);
        }
    }
}
