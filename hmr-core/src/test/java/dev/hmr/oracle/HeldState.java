package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.List;
import java.util.Random;

/**
 * Kinds of static fields that hold state, with ways to use it that always give the same answer.
 *
 * @param initializer with a place for a number
 * @param use with a place for the field, wherever it is used
 */
record HeldState(boolean isFinal, String type, String initializer, String use) {
    private static final List<HeldState> KINDS = List.of(
            new HeldState(false, "int", "%d", "(%1$s = 5) + (%1$s += 2) + %1$s++"),
            new HeldState(false, "double", "%d.5", "(%1$s = 2)"),
            new HeldState(false, "Object", "null", "%1$s"),
            new HeldState(true, "java.util.List<String>", "java.util.List.of(\"a\", \"b%d\")", "%1$s.get(1)"),
            new HeldState(
                    true,
                    "java.util.List<Integer>",
                    "new java.util.ArrayList<>(java.util.List.of(%d))",
                    "%1$s + \"\" + %1$s.get(0)"),
            new HeldState(
                    true,
                    "java.util.Map<String, Integer>",
                    "new java.util.concurrent.ConcurrentHashMap<>(java.util.Map.of(\"k\", %d))",
                    "%1$s.merge(\"k\", 0, Integer::sum)"),
            new HeldState(
                    true,
                    "java.util.concurrent.atomic.AtomicLong",
                    "new java.util.concurrent.atomic.AtomicLong(%dL)",
                    "%1$s.getAndAdd(1) + %1$s.getAndAdd(-1)"),
            new HeldState(
                    true,
                    "java.util.regex.Pattern",
                    "java.util.regex.Pattern.compile(\"a*%d\", java.util.regex.Pattern.DOTALL)",
                    "%1$s.pattern()"),
            new HeldState(true, "String[]", "{\"x\", \"y%d\"}", "%1$s[1]"),
            new HeldState(true, "long[][]", "new long[%d][3]", "%1$s.length"));

    static HeldState any(Random random) {
        return pick(random, KINDS);
    }

    /** Whether a member is such a field. */
    static boolean is(Member member) {
        return member.kind() == Member.Kind.HELD || member.kind() == Member.Kind.HELD_FINAL;
    }

    Member field(Random random, String access, String name) {
        Member.Kind kind = isFinal ? Member.Kind.HELD_FINAL : Member.Kind.HELD;
        return new Member(kind, access, true, type, name, List.of(), initializer.formatted(random.nextInt(100)));
    }

    /** An expression of a field, as its user writes it. */
    String use(String field) {
        return use.formatted(field);
    }
}
