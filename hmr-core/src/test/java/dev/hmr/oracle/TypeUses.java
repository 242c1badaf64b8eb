package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes random expressions that ask a type, rather than call what it declares: reflection, arrays, tests, enums, records. */
final class TypeUses {
    /** Private methods and constants may come and go in place, which reflection does not see. */
    private static final String NOT_PRIVATE = "!java.lang.reflect.Modifier.isPrivate(m.getModifiers())";

    private static final String NO_PRIVATE_STATIC =
            "!(java.lang.reflect.Modifier.isPrivate(f.getModifiers()) && java.lang.reflect.Modifier.isStatic(f.getModifiers()))";

    private final Random random;
    private final Program program;
    private final Type at;
    private final Expressions expressions;

    TypeUses(Random random, Program program, Type at, Expressions expressions) {
        this.random = random;
        this.program = program;
        this.at = at;
        this.expressions = expressions;
    }

    /** An expression, or null if the program does not have what it would be about. */
    @Nullable
    String any() {
        return switch (random.nextInt(8)) {
            case 0 -> enumUse();
            case 1 -> recordUse();
            case 2 -> classUse();
            case 3 -> annotationUse();
            case 4 -> typeTest();
            case 5 -> array();
            case 6 -> generic();
            default -> caught();
        };
    }

    private @Nullable Type pickKind(Type.Kind kind) {
        return program.pick(random, type -> type.kind == kind && type.isVisibleFrom(at));
    }

    private @Nullable String enumUse() {
        Type type = pickKind(Type.Kind.ENUM);
        if (type == null || type.enumConstants.isEmpty()) {
            return null;
        }
        String name = expressions.name(type);
        return switch (random.nextInt(5)) {
            case 0 -> expressions.instance(type) + ".ordinal()";
            case 1 -> "java.util.Arrays.toString(" + name + ".values())";
            case 2 -> "new java.util.EnumMap<>(java.util.Map.of(" + expressions.instance(type) + ", 1))";
            case 3 -> "java.util.EnumSet.allOf(" + name + ".class)";
            default -> expressions.instance(type);
        };
    }

    private @Nullable String recordUse() {
        Type type = pickKind(Type.Kind.RECORD);
        if (type == null || !type.typeParameter.isEmpty()) {
            return null;
        }
        String instance = expressions.instance(type);
        if (type.components.isEmpty() || expressions.chance(0.4)) {
            return instance;
        }
        return expressions.chance(0.3)
                ? instance + ".equals(" + expressions.instance(type) + ")"
                : instance + "." + Expressions.parameterName(pick(random, type.components)) + "()";
    }

    private @Nullable String classUse() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        if (type == null) {
            return null;
        }
        String constant = expressions.name(type) + ".class";
        return switch (random.nextInt(8)) {
            case 0 -> constant + ".getName()";
            case 1 -> constant + ".getModifiers()";
            case 2 -> constant + ".getGenericSuperclass()";
            case 3 -> "java.util.Arrays.toString(" + constant + ".getInterfaces())";
            case 4 ->
                "java.util.stream.Stream.of(" + constant + ".getDeclaredFields()).filter(f -> !f.isSynthetic() && "
                        + NO_PRIVATE_STATIC + ").map(f -> f.getName()).toList()";
            case 5 -> "java.util.Arrays.toString(" + constant + ".getTypeParameters()) + " + constant + ".isSealed()";
            case 6 ->
                "java.util.stream.Stream.of(" + constant + ".getDeclaredMethods()).filter(m -> !m.isSynthetic() && "
                        + NOT_PRIVATE + ").map(m -> m.toGenericString()).sorted().toList()";
            default -> expressions.name(type) + "[].class.getSimpleName()";
        };
    }

    private @Nullable String annotationUse() {
        Type annotation = pickKind(Type.Kind.ANNOTATION);
        Type type = annotation == null
                ? null
                : program.pick(
                        random,
                        candidate -> candidate.annotation.contains(annotation.qualifiedName())
                                && candidate.isVisibleFrom(at));
        if (annotation == null || type == null || annotation.members.isEmpty()) {
            return null;
        }
        Member element = pick(random, annotation.members);
        String suffix = element.name().equals("sizes") ? "().length" : "()";
        return expressions.name(type) + ".class.getAnnotation(" + expressions.name(annotation) + ".class)."
                + element.name() + suffix;
    }

    private @Nullable String typeTest() {
        Type made = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        Type tested = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        String instance = made == null ? null : expressions.instance(made);
        if (tested == null || instance == null || instance.contains("->")) {
            return null;
        }
        String object = "((Object) " + instance + ")";
        return expressions.chance(0.7)
                ? "(" + object + " instanceof " + expressions.name(tested) + ")"
                : "new Object[] {" + object + "}.getClass().isInstance(new " + expressions.name(tested) + "[0])";
    }

    private @Nullable String array() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        if (type == null) {
            return null;
        }
        return switch (random.nextInt(3)) {
            case 0 -> "new " + expressions.name(type) + "[" + random.nextInt(5) + "].length";
            case 1 -> "new " + expressions.name(type) + "[2][3].getClass().getSimpleName()";
            default -> {
                String instance = expressions.instance(type);
                if (instance == null) {
                    yield null;
                }
                yield "new " + expressions.name(type) + "[] {" + instance + "}.clone().length";
            }
        };
    }

    private @Nullable String generic() {
        Type type = program.pick(
                random,
                candidate -> !candidate.typeParameter.isEmpty()
                        && !candidate.components.isEmpty()
                        && candidate.kind == Type.Kind.RECORD
                        && candidate.isVisibleFrom(at));
        return type == null
                ? null
                : "new " + expressions.name(type) + "<>" + expressions.arguments(Expressions.componentTypes(type)) + "."
                        + Expressions.parameterName(type.components.get(0)) + "()";
    }

    private @Nullable String caught() {
        Type type = pickKind(Type.Kind.EXCEPTION);
        return type == null
                ? null
                : "new " + expressions.name(type) + "("
                        + (expressions.chance(0.5) ? expressions.literal() : expressions.constant(null))
                        + ").getMessage()";
    }
}
