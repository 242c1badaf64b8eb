package dev.hmr.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** Whether the class may stand in other relations to others than before. */
    boolean regroups() {
        return before == null || after == null || !after.relatesLike(before);
    }

    /** Whether all that differs is what debuggers and stack traces show. */
    public boolean isOnlyOfDebugInfo() {
        return before != null && after != null && !isObservable() && !after.sameBytes(before);
    }

    /**
     * Whether only values of constants differ. Those are compiled into the code that uses them, so that nothing but
     * reflection looks at them in this class.
     */
    public boolean isOnlyOfConstants() {
        if (before == null || after == null) {
            return false;
        }
        Set<String> constants = new HashSet<>(before.constantFields());
        constants.addAll(after.constantFields());
        return without(constants, before.code()).equals(without(constants, after.code()));
    }

    private static CodeDigests without(Set<String> fields, CodeDigests code) {
        Map<String, Long> members = new HashMap<>(code.members());
        members.keySet().removeAll(fields);
        List<String> order = new ArrayList<>(code.fieldOrder());
        order.removeAll(fields);
        return new CodeDigests(code.shape(), members, order);
    }

    /** Whether one member (name + descriptor for a method) does something else than before, or is new or gone. */
    public boolean changes(String member) {
        Long old = before == null ? null : before.code().members().get(member);
        Long now = after == null ? null : after.code().members().get(member);
        return !Objects.equals(old, now);
    }
}
