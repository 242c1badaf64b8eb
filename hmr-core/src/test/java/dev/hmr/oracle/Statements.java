package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes random statements that may come before the last one of a method that returns a string. */
final class Statements {
    private static final boolean PATTERN_SWITCH = Runtime.version().feature() >= 21;

    private final Random random;
    private final Program program;
    private final Type at;
    private final Expressions expressions;

    Statements(Random random, Program program, Type at, Expressions expressions) {
        this.random = random;
        this.program = program;
        this.at = at;
        this.expressions = expressions;
    }

    /** A statement, or null if the program does not have what it would be about. */
    @Nullable
    String any() {
        return switch (random.nextInt(PATTERN_SWITCH ? 8 : 5)) {
            case 0 -> enumSwitch();
            case 1 -> constantSwitch("String", "\"\" + " + expressions.any());
            case 2 -> tryAndCatch();
            case 3 -> constantSwitch("int", expressions.number());
            case 4 -> loop();
            case 5 -> enumSwitchExpression();
            case 6 -> enumPatternSwitch();
            default -> sealedSwitch();
        };
    }

    private @Nullable Type pickKind(Type.Kind kind) {
        return program.pick(random, type -> type.kind == kind && type.isVisibleFrom(at));
    }

    private @Nullable String constantSwitch(String type, String selector) {
        String one = expressions.constant(type);
        String other = expressions.constant(type);
        if (one == null || other == null) {
            return null;
        }
        return "switch (" + selector + ") { case " + one + ": return " + expressions.text() + "; case " + other
                + ": return \"other\"; default: }";
    }

    private @Nullable String tryAndCatch() {
        Type exception = pickKind(Type.Kind.EXCEPTION);
        if (exception == null) {
            return null;
        }
        return "try { if (" + expressions.number() + " > 3) throw new " + expressions.name(exception) + "("
                + expressions.literal() + "); } catch (" + expressions.name(exception)
                + " e) { return e.getMessage() + " + expressions.any() + "; }";
    }

    private @Nullable String loop() {
        String constant = expressions.constant("int");
        if (constant == null) {
            return null;
        }
        return "for (int i = 0; i < 3; i++) if (i == " + constant + ") return \"i\" + i;";
    }

    private @Nullable String enumSwitch() {
        Type of = pickKind(Type.Kind.ENUM);
        if (of == null || of.enumConstants.isEmpty()) {
            return null;
        }
        String name = expressions.name(of);
        String one = enumConstant(of);
        return "for (" + name + " e : " + name + ".values()) switch (e) { case " + one
                + ": if (e.ordinal() > 0) return \"" + one
                + "\" + e; break; default: if (e.ordinal() > 1) return \"other\" + e; }";
    }

    private @Nullable String enumSwitchExpression() {
        Type of = pickKind(Type.Kind.ENUM);
        if (of == null || of.enumConstants.isEmpty()) {
            return null;
        }
        String name = expressions.name(of);
        return "for (" + name + " e : " + name + ".values()) { String s = switch (e) { case " + enumConstant(of)
                + " -> \"1\" + e; default -> \"\"; }; if (!s.isEmpty()) return s; }";
    }

    /** Over the enum itself, which looks at its constants, or over any object, which names the enum's. */
    private @Nullable String enumPatternSwitch() {
        Type of = pickKind(Type.Kind.ENUM);
        if (of == null || of.enumConstants.isEmpty()) {
            return null;
        }
        String name = expressions.name(of);
        String one = enumConstant(of);
        boolean any = random.nextBoolean();
        return "for (%s e : %s.values()) { String s = switch (e) { case %s -> \"is %s\" + e; case %s x when x.ordinal() > 1 -> \"above\" + x; default -> \"\"; }; if (!s.isEmpty()) return s; }"
                .formatted(any ? "Object" : name, name, any ? name + "." + one : one, one, name);
    }

    private String enumConstant(Type of) {
        return pick(random, of.enumConstants).replaceFirst("\\W.*", "");
    }

    private @Nullable String sealedSwitch() {
        Type sealed = pickKind(Type.Kind.SEALED);
        if (sealed == null) {
            return null;
        }
        StringBuilder cases = new StringBuilder();
        for (String permitted : sealed.permits) {
            cases.append("case %s v -> \"is %s\"; ".formatted(permitted, permitted));
        }
        return "Object o = " + expressions.any() + "; if (o instanceof " + expressions.name(sealed)
                + " v0) return switch (v0) { " + cases + "};";
    }
}
