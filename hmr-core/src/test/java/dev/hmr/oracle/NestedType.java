package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Types that are nested in others, with code of the host that uses them. Host and nested types use one another's private members.
 *
 * @param declaration empty for an anonymous class
 * @param use an expression
 */
record NestedType(String declaration, String use) {
    private static final String MARK = "/* nested */ ";
    private static final Pattern NAME = Pattern.compile(Pattern.quote(MARK) + "private [\\w ]*?\\b(M\\d)\\b");
    private static final Pattern NUMBER = Pattern.compile("\\b1\\d\\d\\b");

    /** In each, N is the type's name, 100 a number and HOST what the host has to say. */
    private static final List<NestedType> SHAPES = List.of(
            new NestedType(
                    "private static class N { private final int v; private static int last; private N(int v) { this.v = v + 100;"
                            + " last = v; } private String t() { java.util.function.Supplier<Object> s = () -> v + HOST;"
                            + " return \"c\" + s.get(); } }",
                    "new N(3).t() + new N(4).v + N.last + ((java.util.function.IntFunction<N>) N::new).apply(5).v"),
            new NestedType(
                    "private record N(int v) { private String t() { return \"r\" + v + 100 + HOST; } }",
                    "new N(2).t() + new N(1).v + java.util.stream.Stream.of(1, 2).map(N::new).map(N::t).toList()"),
            new NestedType(
                    "private enum N { X, Y { String t() { return \"y\" + 100; } }; String t() { return \"x\" + HOST; }"
                            + " private int p() { return 100; } }",
                    "N.X.t() + N.Y.t() + N.valueOf(\"X\").p() + switch (N.Y) { case X -> 1; case Y -> 100; }"),
            new NestedType("", "new Object() { private int v = 100; String t() { return \"a\" + v + HOST; } }.t()"),
            new NestedType(
                    "private static class N { private int v = 1; private String t() { return new NB(100).u(this); } }"
                            + " private static class NB { private int w; private NB(int w) { this.w = w; }"
                            + " private String u(N n) { n.v += w; return \"b\" + n.v++ + w + HOST; } }",
                    "new N().t()"),
            new NestedType(
                    "private static class N { private int v = 100; String t() { return \"s\" + v + HOST; } }"
                            + " private static class NB extends N { String t() { return super.t() + ((N) this).v; } }",
                    "new NB().t() + new N().v"),
            new NestedType(
                    "private interface N { private String q() { return \"q\" + 100 + HOST; } default String t() { return q(); }"
                            + " static N of() { return new N() { }; } }",
                    "N.of().t() + N.of().q()"));

    /** @param ofHost an expression that may stand in the host only */
    static NestedType any(Random random, String name, String ofHost) {
        NestedType shape = pick(random, SHAPES);
        String number = number(random);
        return new NestedType(fill(shape.declaration, name, number, ofHost), fill(shape.use, name, number, ofHost));
    }

    private static String fill(String text, String name, String number, String ofHost) {
        return text.replaceAll("\\bN(B?)\\b", name + "$1")
                .replace("100", number)
                .replace("HOST", ofHost);
    }

    private static String number(Random random) {
        return "1" + random.nextInt(10) + random.nextInt(10);
    }

    /** Not of an anonymous class. */
    Member member() {
        return Member.raw(MARK + declaration);
    }

    /** The name of the nested type that a member is; null if it is none. */
    static @Nullable String name(Member member) {
        Matcher name = NAME.matcher(member.body());
        return member.kind() == Member.Kind.RAW && name.find() ? name.group(1) : null;
    }

    /** The same with other numbers in its code. */
    static Member revised(Random random, Member nested) {
        return nested.withBody(NUMBER.matcher(nested.body()).replaceAll(number(random)));
    }
}
