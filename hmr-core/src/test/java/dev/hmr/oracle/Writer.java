package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes random types and members for a program. */
final class Writer {
    private static final List<String> TYPES =
            List.of("int", "int", "long", "double", "String", "Object", "Integer", "Number", "CharSequence");

    private final Random random;
    private final Program program;

    Writer(Random random, Program program) {
        this.random = random;
        this.program = program;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A type of a kind that is likely in real code, not yet in the program. */
    Type type(String pkg, String name) {
        Type.Kind kind = switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> Type.Kind.CLASS;
            case 5 -> Type.Kind.INTERFACE;
            case 6, 7 -> Type.Kind.FUNCTION;
            case 8, 9 -> Type.Kind.ENUM;
            case 10, 11 -> Type.Kind.RECORD;
            case 12 -> Type.Kind.ANNOTATION;
            default -> Type.Kind.EXCEPTION;
        };
        Type type = new Type(kind, pkg, name);
        type.isPublic = chance(0.6);
        type.imports = imports(pkg);
        if (kind != Type.Kind.ANNOTATION && chance(0.3)) {
            annotate(type);
        }
        head(type);
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            member(type);
        }
        probes(type);
        return type;
    }

    /** A sealed interface with its permitted types. */
    List<Type> sealed(String pkg, List<String> names) {
        Type sealed = new Type(Type.Kind.SEALED, pkg, names.get(0));
        sealed.isPublic = chance(0.5);
        sealed.imports = imports(pkg);
        List<Type> all = new ArrayList<>(List.of(sealed));
        for (String name : names.subList(1, names.size())) {
            Type permitted = new Type(chance(0.5) ? Type.Kind.RECORD : Type.Kind.CLASS, pkg, name);
            permitted.isPublic = chance(0.5);
            permitted.imports = imports(pkg);
            permitted.modifier = permitted.kind == Type.Kind.CLASS ? "final" : "";
            permitted.interfaces.add(sealed.qualifiedName());
            if (permitted.kind == Type.Kind.RECORD) {
                components(permitted);
            }
            sealed.permits.add(permitted.qualifiedName());
            all.add(permitted);
        }
        program.types.addAll(all);
        for (Type type : all) {
            member(type);
            probes(type);
        }
        program.types.removeAll(all);
        return all;
    }

    private void head(Type type) {
        switch (type.kind) {
            case CLASS -> {
                type.modifier = chance(0.15) ? "abstract" : chance(0.15) ? "final" : "";
                type.typeParameter = chance(0.15) ? bound() : "";
                extend(type);
                implement(type);
                type.members.add(new Member(
                        Member.Kind.METHOD,
                        "public",
                        false,
                        "String",
                        "toString",
                        List.of(),
                        "return \"" + type.name + "\";"));
            }
            case INTERFACE -> implement(type);
            case FUNCTION ->
                type.members.add(new Member(
                        Member.Kind.ABSTRACT,
                        "",
                        false,
                        pick(random, List.of("String", "int", "Object")),
                        methodName(false),
                        parameters(),
                        ""));
            case ENUM -> {
                for (int i = 0; i <= 1 + random.nextInt(3); i++) {
                    type.enumConstants.add(enumConstant("C" + i));
                }
                implement(type);
            }
            case RECORD -> {
                type.typeParameter = chance(0.2) ? bound() : "";
                components(type);
                implement(type);
            }
            case EXCEPTION -> {
                type.superclass = chance(0.5) ? "RuntimeException" : "Exception";
                type.members.add(Member.raw("    " + (chance(0.5) ? "public " : "") + type.name
                        + "(Object message) { super(\"m\" + message); }"));
            }
            case ANNOTATION -> {
                type.annotation = "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)";
                element(type);
            }
            case SEALED -> throw new IllegalArgumentException("made with its permitted types");
        }
    }

    String bound() {
        return pick(
                random,
                List.of(
                        "<T>",
                        "<T extends Number>",
                        "<T extends Comparable<T>>",
                        "<T extends Integer>",
                        "<T extends Object>"));
    }

    String imports(String pkg) {
        StringBuilder imports = new StringBuilder();
        for (String other : Program.PACKAGES) {
            if (!other.equals(pkg) && chance(0.6)) {
                imports.append("import ").append(other).append(".*; ");
            }
        }
        Type members = program.pick(random, type -> type.isPublic && type.kind != Type.Kind.ANNOTATION);
        if (members != null && chance(0.4)) {
            imports.append("import static ").append(members.qualifiedName()).append(".*; ");
        }
        Type single = program.pick(random, type -> type.isPublic && !type.pkg.equals(pkg));
        if (single != null && chance(0.2)) {
            imports.append("import ").append(single.qualifiedName()).append("; ");
        }
        return imports.toString();
    }

    void annotate(Type type) {
        Type annotation =
                program.pick(random, other -> other.kind == Type.Kind.ANNOTATION && other.isVisibleFrom(type));
        if (annotation == null) {
            return;
        }
        Member element = annotation.members.isEmpty() ? null : pick(random, annotation.members);
        String value = element == null || chance(0.5)
                ? ""
                : "(" + element.name() + " = " + elementValue(element.type(), type) + ")";
        type.annotation = "@" + annotation.qualifiedName() + value;
    }

    void extend(Type type) {
        Type parent = program.pick(
                random,
                other -> other.kind == Type.Kind.CLASS
                        && !other.modifier.equals("final")
                        && other.isVisibleFrom(type)
                        && other != type);
        type.superclass = parent == null || chance(0.4)
                ? ""
                : parent.qualifiedName() + (parent.typeParameter.isEmpty() ? "" : "<Integer>");
    }

    void implement(Type type) {
        type.interfaces.clear();
        Type parent = program.pick(
                random,
                other -> (other.kind == Type.Kind.INTERFACE
                                || (other.kind == Type.Kind.FUNCTION && type.kind == Type.Kind.CLASS))
                        && other.isVisibleFrom(type)
                        && other != type);
        if (parent != null && chance(0.6)) {
            type.interfaces.add(parent.qualifiedName());
            parent.members(Member.Kind.ABSTRACT)
                    .findFirst()
                    .ifPresent(method -> type.members.add(body(
                            type,
                            new Member(
                                    Member.Kind.METHOD,
                                    "public",
                                    false,
                                    method.type(),
                                    method.name(),
                                    method.parameters(),
                                    ""))));
        }
    }

    private void components(Type type) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            type.components.add(component(type, "r" + i));
        }
    }

    String component(Type type, String name) {
        Type own = program.pick(
                random,
                other -> (other.kind == Type.Kind.ENUM
                                || (other.kind == Type.Kind.RECORD && other.typeParameter.isEmpty()))
                        && other.isVisibleFrom(type)
                        && other != type);
        String componentType = own != null && chance(0.3)
                ? own.qualifiedName()
                : !type.typeParameter.isEmpty() && type.components.isEmpty() ? "T" : pick(random, TYPES);
        return componentType + " " + name;
    }

    String enumConstant(String name) {
        return chance(0.2)
                ? name + " { public String toString() { return \"" + name + random.nextInt(10) + "\"; } }"
                : name;
    }

    void element(Type annotation) {
        String type = pick(random, List.of("int", "String", "Class<?>", "int[]"));
        // An array is known by its name, for no expression may show its address.
        String name = type.equals("int[]") ? "sizes" : pick(random, List.of("value", "name", "size"));
        annotation.members.add(
                new Member(Member.Kind.ELEMENT, "", false, type, name, List.of(), elementValue(type, annotation)));
    }

    private String elementValue(String type, Type at) {
        Expressions expressions = new Expressions(random, program, at, 0, List.of());
        String constant = expressions.constant(type);
        return switch (type) {
            case "int" -> constant != null && chance(0.5) ? constant : "" + random.nextInt(100);
            case "String" ->
                constant != null && chance(0.5) ? constant + " + \"!\"" : "\"e" + random.nextInt(100) + "\"";
            case "int[]" -> "{" + random.nextInt(10) + ", " + random.nextInt(10) + "}";
            default -> {
                Type named = program.pick(random, other -> other.isVisibleFrom(at));
                yield named == null ? "Object.class" : expressions.name(named) + ".class";
            }
        };
    }

    /** Adds a member at a random place. */
    void member(Type type) {
        if (type.kind == Type.Kind.ANNOTATION) {
            element(type);
            return;
        }
        boolean isInterface = type.isInterface();
        int option = random.nextInt(12);
        Member member = switch (option) {
            case 0, 1 -> constant(type);
            case 2 -> field(type, true);
            case 3 -> isInterface || type.kind == Type.Kind.RECORD ? constant(type) : field(type, false);
            case 4 ->
                type.kind == Type.Kind.CLASS
                        ? body(
                                type,
                                new Member(
                                        Member.Kind.CONSTRUCTOR, access(type), false, "", type.name, parameters(), ""))
                        : method(type, true);
            case 5 -> raw(type);
            case 6, 7, 8 -> method(type, true);
            default -> method(type, isInterface && type.kind != Type.Kind.INTERFACE && chance(0.5));
        };
        type.members.add(random.nextInt(type.members.size() + 1), member);
    }

    private Member constant(Type type) {
        String of = chance(0.5) ? "int" : "String";
        Member constant =
                new Member(Member.Kind.CONSTANT, access(type), true, of, "K" + random.nextInt(3), List.of(), "");
        return body(type, constant);
    }

    private Member field(Type type, boolean isStatic) {
        String of = pick(random, TYPES);
        return body(
                type,
                new Member(
                        isStatic ? Member.Kind.STATIC_FINAL : Member.Kind.FIELD,
                        access(type),
                        isStatic,
                        of,
                        "f" + random.nextInt(3),
                        List.of(),
                        ""));
    }

    Member method(Type type, boolean isStatic) {
        String of = chance(0.6) ? "String" : pick(random, List.of("int", "int", "Object", "long", "Integer"));
        String access = type.isInterface() ? (chance(0.2) ? "private" : "") : access(type);
        return body(type, new Member(Member.Kind.METHOD, access, isStatic, of, methodName(isStatic), parameters(), ""));
    }

    /** A method for others to call, with a name that most classes do not have. */
    Member shared(Type type) {
        Member method = method(type, chance(0.5));
        String access = type.isInterface() ? "" : pick(random, List.of("public", "", "", "protected"));
        return method.withAccess(access)
                .withName(method.name().replaceFirst("[ab]", "" + (char) ('c' + random.nextInt(5))));
    }

    /** A call of a method from another type, or a reference to it; null if there is no way. */
    @Nullable
    String call(Type at, Type owner, Member method) {
        return new Expressions(random, program, at, Member.PROBE, List.of()).call(owner, method);
    }

    private String methodName(boolean isStatic) {
        return (isStatic ? "s" : "i") + (char) ('a' + random.nextInt(2)) + random.nextInt(4);
    }

    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Type own = program.pick(
                    random, type -> type.isPublic && type.kind != Type.Kind.ANNOTATION && type.typeParameter.isEmpty());
            String of = own != null && chance(0.1) ? own.qualifiedName() : pick(random, TYPES);
            parameters.add(of + " " + (char) ('a' + parameters.size()));
        }
        return parameters;
    }

    String access(Type type) {
        return type.isInterface()
                ? ""
                : pick(random, List.of("public", "public", "public", "", "", "protected", "private"));
    }

    private Member raw(Type type) {
        int n = random.nextInt(4);
        List<String> lines = new ArrayList<>(List.of(
                "static class N" + n + " { public String toString() { return \"nested" + random.nextInt(10) + "\"; } }",
                "enum E" + n + " { X, Y }",
                "record R" + n + "(int x) { }",
                "static String sn3(Object a) { class L { String l() { return \"local\" + a; } } return new L().l(); }",
                "static String sl3(Object a) { record L(Object o) { } return \"\" + new L(a); }",
                "static String sx3() { java.util.function.Supplier<Object> x = new java.util.function.Supplier<>() { public Object get() { return "
                        + n + "; } }; return \"\" + x.get(); }"));
        if (!type.isInterface()) {
            lines.add("static { Integer.toString(" + n + "); }");
        }
        return Member.raw(pick(random, lines));
    }

    /** The member with a new body. */
    Member body(Type type, Member member) {
        return switch (member.kind()) {
            case CONSTANT -> member.withBody(constantValue(type, member));
            case STATIC_FINAL, FIELD ->
                member.withBody(
                        value(new Expressions(random, program, type, Member.INITIALISER, List.of()), member.type()));
            case CONSTRUCTOR ->
                member.withBody(chance(0.3) && !type.superclass.isEmpty() ? "super(" + random.nextInt(9) + ");" : "");
            case METHOD -> member.withBody(statements(type, member));
            case ELEMENT -> member.withBody(elementValue(member.type(), type));
            case HELD, HELD_FINAL, ABSTRACT, RAW -> member;
        };
    }

    /** It leads only to lower names: what a circle of constants is worth depends on the order of the sources. */
    private String constantValue(Type type, Member member) {
        Expressions expressions = new Expressions(random, program, type, 0, List.of());
        String of = member.type();
        String other = chance(0.5)
                ? expressions.constant(
                        of.equals("int") ? "int" : null,
                        candidate -> candidate.name().compareTo(member.name()) < 0)
                : null;
        if (of.equals("int")) {
            return other == null ? "" + random.nextInt(10) : other + " + " + random.nextInt(10);
        }
        return "\"k" + random.nextInt(10) + "\"" + (other == null ? "" : " + " + other);
    }

    private String value(Expressions expressions, String type) {
        return switch (type) {
            case "int", "Integer" -> expressions.number();
            case "long", "double" -> expressions.number();
            case "Number" -> expressions.number();
            case "String", "Object", "CharSequence" -> expressions.text();
            default -> "null";
        };
    }

    private String statements(Type type, Member method) {
        if (method.name().equals("toString")) {
            return "return \"" + type.name + random.nextInt(10) + "\";";
        }
        int rank = Member.rank(method.name());
        Expressions expressions = new Expressions(random, program, type, rank, method.parameters());
        String result = "return " + value(expressions, method.type()) + ";";
        String before =
                chance(0.35) && rank >= Member.MAKES_OBJECTS && method.type().equals("String")
                        ? new Statements(random, program, type, expressions).any()
                        : null;
        return before == null ? result : before + " " + result;
    }

    private void probes(Type type) {
        if (!type.answers()) {
            return;
        }
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            type.members.add(probe(type, type.members.size()));
        }
    }

    Member probe(Type type, int number) {
        String access = type.isInterface() ? "private" : "";
        return body(type, new Member(Member.Kind.METHOD, access, true, "String", "p" + number + "x4", List.of(), ""));
    }
}
