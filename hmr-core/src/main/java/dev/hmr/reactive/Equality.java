package dev.hmr.reactive;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a new value is a change. A value that is the same as the old one is dropped: the old object stays,
 * nobody is told and nothing downstream runs.
 *
 * <p>Called on the thread that uses the context, without tracking what it reads. An exception thrown by it reaches the
 * caller of {@code set}, or becomes the outcome of the derived.
 *
 * @param <T> type of the values compared
 */
@FunctionalInterface
public interface Equality<T extends @Nullable Object> {
    /** True if readers need not know that {@code previous} was replaced by {@code next}. */
    boolean same(T previous, T next);

    /** {@link Object#equals}, and for arrays their contents. The default. */
    static <T extends @Nullable Object> Equality<T> byValue() {
        // Not just deepEquals, which looks for each kind of array first.
        return (previous, next) -> previous == next
                || (previous != null
                        && (previous.getClass().isArray()
                                ? Objects.deepEquals(previous, next)
                                : previous.equals(next)));
    }

    /** The same object. */
    static <T extends @Nullable Object> Equality<T> byIdentity() {
        return (previous, next) -> previous == next;
    }

    /** Nothing is the same: each {@code set} and each computation counts as a change. */
    static <T extends @Nullable Object> Equality<T> never() {
        return (previous, next) -> false;
    }
}
