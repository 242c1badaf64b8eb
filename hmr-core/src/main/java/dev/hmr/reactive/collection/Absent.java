package dev.hmr.reactive.collection;

import dev.hmr.reactive.Equality;
import org.jspecify.annotations.Nullable;

/** What readers of a key or index see where there is nothing; differs from every value, null included. */
enum Absent {
    ABSENT;

    /** The same idea of a change, for what may also be absent. */
    @SuppressWarnings("unchecked") // what is not absent is one of the collection's values
    static <T extends @Nullable Object> Equality<@Nullable Object> or(Equality<? super T> equality) {
        Equality<@Nullable Object> ofValues = (Equality<@Nullable Object>) equality;
        return (previous, next) -> {
            boolean bothPresent = previous != ABSENT && next != ABSENT;
            return bothPresent ? ofValues.same(previous, next) : previous == next;
        };
    }
}
