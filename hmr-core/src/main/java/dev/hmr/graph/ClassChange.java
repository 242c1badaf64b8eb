package dev.hmr.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one class.
 *
 * @param name internal name
 * @param before null if the class is new
 * @param after null if the class is gone
 */
public record ClassChange(
        String name, @Nullable ClassFile before, @Nullable ClassFile after) {
    /** Whether running code can tell the difference. */
    public boolean isObservable() {
        return before == null || after == null || !after.behavesLike(before);
    }

    /** Whether one member (name + descriptor for a method) does something else than before, or is new or gone. */
    public boolean changes(String member) {
        Long old = before == null ? null : before.code().members().get(member);
        Long now = after == null ? null : after.code().members().get(member);
        return !Objects.equals(old, now);
    }
}
