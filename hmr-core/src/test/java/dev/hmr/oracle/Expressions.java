package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes random expressions as they may stand in a certain type. They use whatever the program has: most of them compile,
 * and all of them always give the same value.
 */
final class Expressions {
    private final Random random;
    private final Program program;
    private final Type at;
    private final int rank;
    private final List<String> parameters;
    private int depth;

    Expressions(Random random, Program program, Type at, int rank, List<String> parameters) {
        this.random = random;
        this.program = program;
        this.at = at;
        this.rank = rank;
        this.parameters = parameters;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Something to be put into a string. */
    String text() {
        int parts = 1 + random.nextInt(3);
        StringBuilder all = new StringBuilder("\"" + (char) ('a' + random.nextInt(26)) + "\"");
        for (int i = 0; i < parts; i++) {
            all.append(" + ").append(any());
        }
        return all.toString();
    }

    /** Of any type that has a readable string. */
    String any() {
        for (int attempt = 0; attempt < 8 && depth < 3; attempt++) {
            depth++;
            String found = rank < Member.MAKES_OBJECTS ? simple(random.nextInt(4)) : rich(random.nextInt(24));
            depth--;
            if (found != null) {
                return found;
            }
        }
        return literal();
    }

    String number() {
        for (int attempt = 0; attempt < 6 && depth < 3; attempt++) {
            depth++;
            String found = switch (random.nextInt(5)) {
                case 0 -> constant("int");
                case 1 -> "(" + any() + " + \"\").length()";
                case 2 -> "(" + number() + " > 3 ? " + number() + " : " + number() + ")";
                case 3 -> rank < Member.MAKES_OBJECTS ? null : staticCall("int");
                default -> Integer.toString(random.nextInt(100));
            };
            depth--;
            if (found != null) {
                return found;
            }
        }
        return Integer.toString(random.nextInt(10));
    }

    String literal() {
        return chance(0.5) ? Integer.toString(random.nextInt(100)) : "\"" + (char) ('a' + random.nextInt(26)) + "\"";
    }

    private @Nullable String simple(int option) {
        return switch (option) {
            case 0 -> constant(null);
            case 1 -> parameters.isEmpty() ? null : parameterName(pick(random, parameters));
            case 2 -> rank == 0 ? literal() : staticCall(null);
            default -> "(" + number() + " > 2 ? " + literal() + " : " + constant("String") + ")";
        };
    }

    private @Nullable String rich(int option) {
        return switch (option) {
            case 0, 1, 2 -> simple(option);
            case 3, 4 -> staticCall(null);
            case 5, 6, 7 -> instanceCall();
            case 8 -> staticField();
            case 9 -> instanceField();
            case 10 -> lambda();
            case 11 -> anonymous();
            case 12 -> methodReference();
            case 13 -> inherited();
            case 14 -> chance(0.5) ? "Vault.touch(" + literal() + ")" : "new Vault().name()";
            case 15 -> supplied();
            default -> new TypeUses(random, program, at, this).any();
        };
    }

    /** How this type would be written here. */
    String name(Type type) {
        boolean simple = type.pkg.equals(at.pkg)
                || at.imports.contains(type.pkg + ".*;")
                || at.imports.contains(type.qualifiedName() + ";");
        return simple && !chance(0.1) ? type.name : type.qualifiedName();
    }

    @Nullable
    String constant(@Nullable String wanted) {
        return constant(wanted, any -> true);
    }

    @Nullable
    String constant(@Nullable String wanted, Predicate<Member> eligible) {
        Type type = program.pick(
                random,
                candidate -> candidate.isVisibleFrom(at)
                        && candidate.members(Member.Kind.CONSTANT).findAny().isPresent());
        List<Member> constants = type == null
                ? List.of()
                : type.members(Member.Kind.CONSTANT)
                        .filter(member -> type.shows(member, at)
                                && (wanted == null || member.type().equals(wanted)))
                        .filter(eligible)
                        .toList();
        return type == null || constants.isEmpty()
                ? null
                : qualify(type, pick(random, constants).name());
    }

    private String qualify(Type type, String member) {
        boolean known = type == at || at.imports.contains("static " + type.qualifiedName() + ".*");
        return known && chance(0.7) ? member : name(type) + "." + member;
    }

    static String parameterName(String parameter) {
        return parameter.substring(parameter.lastIndexOf(' ') + 1);
    }

    private @Nullable String staticCall(@Nullable String wanted) {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        List<Member> methods = callable(type, true).stream()
                .filter(method -> wanted == null || method.type().equals(wanted))
                .toList();
        if (type == null || methods.isEmpty()) {
            return null;
        }
        Member method = pick(random, methods);
        return qualify(type, method.name()) + arguments(method.parameterTypes());
    }

    private List<Member> callable(@Nullable Type type, boolean isStatic) {
        return type == null
                ? List.of()
                : type.members.stream()
                        .filter(member -> member.kind() == Member.Kind.METHOD || member.kind() == Member.Kind.ABSTRACT)
                        .filter(member -> member.isStatic() == isStatic
                                && !member.name().equals("toString")
                                && Member.rank(member.name()) < rank
                                && Member.rank(member.name()) < Member.PROBE
                                && type.shows(member, at))
                        .toList();
    }

    private @Nullable String instanceCall() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        String instance = type == null ? null : instance(type);
        List<Member> methods = callable(type, false);
        if (type == null || instance == null) {
            return null;
        }
        if (methods.isEmpty() || chance(0.2)) {
            List<Type> supertypes = program.types.stream()
                    .filter(other -> type.superclass.startsWith(other.qualifiedName())
                            || type.interfaces.contains(other.qualifiedName()))
                    .filter(other -> !callable(other, false).isEmpty())
                    .toList();
            if (supertypes.isEmpty()) {
                return null;
            }
            methods = callable(pick(random, supertypes), false);
        }
        Member method = pick(random, methods);
        return instance + "." + method.name() + arguments(method.parameterTypes());
    }

    private @Nullable String staticField() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        List<Member> fields = type == null
                ? List.of()
                : type.members(Member.Kind.STATIC_FINAL)
                        .filter(field -> type.shows(field, at))
                        .toList();
        return type == null || fields.isEmpty()
                ? null
                : qualify(type, pick(random, fields).name());
    }

    private @Nullable String instanceField() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        String instance = type == null ? null : instance(type);
        List<Member> fields = type == null
                ? List.of()
                : type.members(Member.Kind.FIELD)
                        .filter(field -> type.shows(field, at))
                        .toList();
        return instance == null || fields.isEmpty()
                ? null
                : instance + "." + pick(random, fields).name();
    }

    private @Nullable Type pickKind(Type.Kind kind) {
        return program.pick(random, type -> type.kind == kind && type.isVisibleFrom(at));
    }

    /** The one method of a functional interface. */
    private static @Nullable Member single(@Nullable Type function) {
        return function == null
                ? null
                : function.members(Member.Kind.ABSTRACT).findFirst().orElse(null);
    }

    private Expressions within(Member method) {
        int inner = Math.min(rank, Member.rank(method.name()));
        Expressions expressions = new Expressions(random, program, at, inner, List.of());
        expressions.depth = depth;
        return expressions;
    }

    private @Nullable String lambda() {
        Type type = pickKind(Type.Kind.FUNCTION);
        Member single = single(type);
        return type == null || single == null || Member.rank(single.name()) >= rank
                ? null
                : lambdaOf(type, single) + "." + single.name() + arguments(single.parameterTypes());
    }

    private String lambdaOf(Type type, Member single) {
        String names = single.parameters().stream()
                .map(parameter -> "l" + parameterName(parameter) + depth)
                .collect(Collectors.joining(", ", "(", ")"));
        String body = single.type().equals("int")
                ? within(single).number()
                : within(single).text();
        return "((" + name(type) + ") " + names + " -> " + body + ")";
    }

    private @Nullable String anonymous() {
        Type type = program.pick(
                random,
                candidate -> candidate.isVisibleFrom(at)
                        && (candidate.kind == Type.Kind.INTERFACE
                                || candidate.kind == Type.Kind.FUNCTION
                                || candidate.kind == Type.Kind.CLASS));
        List<Member> methods = callable(type, false).stream()
                .filter(method -> !method.access().equals("private"))
                .toList();
        if (type == null || methods.isEmpty()) {
            return null;
        }
        Member method = pick(random, methods);
        String body = method.type().equals("int")
                ? within(method).number()
                : within(method).text();
        return "new " + name(type) + (type.typeParameter.isEmpty() ? "" : "<>") + "() { public " + method.type() + " "
                + method.name() + "("
                + String.join(", ", method.parameters()) + ") { return " + body + "; } }." + method.name()
                + arguments(method.parameterTypes());
    }

    private @Nullable String methodReference() {
        Type type = program.pick(random, candidate -> candidate.isVisibleFrom(at));
        List<Member> methods = callable(type, true).stream()
                .filter(method -> method.parameters().size() == 1)
                .toList();
        if (type == null || methods.isEmpty()) {
            return null;
        }
        Member method = pick(random, methods);
        String parameter = boxed(method.parameterTypes().get(0));
        return "((java.util.function.Function<" + parameter + ", Object>) " + name(type) + "::" + method.name()
                + ").apply(" + argument(method.parameterTypes().get(0)) + ")";
    }

    /** A call of a certain method, by its name or by a reference to it. */
    @Nullable
    String call(Type type, Member method) {
        String target = method.isStatic() ? name(type) : instance(type);
        if (target == null || target.contains("->")) {
            return null;
        }
        if (method.parameters().size() == 1 && chance(0.3)) {
            String parameter = method.parameterTypes().get(0);
            return "((java.util.function.Function<" + boxed(parameter) + ", Object>) " + target + "::" + method.name()
                    + ").apply(" + argument(parameter) + ")";
        }
        return target + "." + method.name() + arguments(method.parameterTypes());
    }

    /** A member of a supertype by its simple name, or through super. */
    private @Nullable String inherited() {
        Type parent = program.pick(
                random,
                candidate -> at.superclass.startsWith(candidate.qualifiedName())
                        || at.interfaces.contains(candidate.qualifiedName()));
        if (parent == null) {
            return null;
        }
        List<Member> statics = callable(parent, true);
        if (!statics.isEmpty() && chance(0.5)) {
            Member method = pick(random, statics);
            return (parent.isInterface() ? name(parent) : at.name) + "." + method.name()
                    + arguments(method.parameterTypes());
        }
        List<Member> constants = parent.members.stream()
                .filter(member -> member.kind() == Member.Kind.CONSTANT || member.kind() == Member.Kind.STATIC_FINAL)
                .toList();
        return constants.isEmpty() ? null : pick(random, constants).name();
    }

    private @Nullable String supplied() {
        Type type = program.pick(
                random,
                candidate -> candidate.isVisibleFrom(at)
                        && candidate.kind == Type.Kind.CLASS
                        && candidate.modifier.isEmpty());
        List<Member> methods = callable(type, false).stream()
                .filter(method -> method.parameters().isEmpty())
                .toList();
        if (type == null || methods.isEmpty() || !type.typeParameter.isEmpty()) {
            return null;
        }
        return "java.util.stream.Stream.of(" + instance(type) + ").map(" + name(type) + "::"
                + pick(random, methods).name() + ").toList()";
    }

    /** An object of the type, or null if none can be made. */
    @Nullable
    String instance(Type type) {
        String diamond = type.typeParameter.isEmpty() ? "" : "<>";
        return switch (type.kind) {
            case CLASS -> {
                List<Member> constructors = type.members(Member.Kind.CONSTRUCTOR)
                        .filter(constructor -> type.shows(constructor, at))
                        .toList();
                boolean implicit =
                        type.members(Member.Kind.CONSTRUCTOR).findAny().isEmpty();
                if (type.modifier.equals("abstract") || (constructors.isEmpty() && !implicit)) {
                    yield null;
                }
                yield "new " + name(type) + diamond
                        + (implicit
                                ? "()"
                                : arguments(pick(random, constructors).parameterTypes()));
            }
            case EXCEPTION -> null;
            case ENUM ->
                type.enumConstants.isEmpty()
                        ? null
                        : name(type) + "." + pick(random, type.enumConstants).replaceFirst("\\W.*", "");
            case RECORD -> "new " + name(type) + diamond + arguments(componentTypes(type));
            case FUNCTION -> {
                Member single = single(type);
                yield single == null ? null : lambdaOf(type, single);
            }
            case INTERFACE, SEALED -> {
                Type implementing = program.pick(
                        random,
                        other -> other.interfaces.contains(type.qualifiedName())
                                && !other.isInterface()
                                && other.isVisibleFrom(at));
                String made = implementing == null ? null : instance(implementing);
                yield made == null ? null : "((" + name(type) + ") " + made + ")";
            }
            case ANNOTATION -> null;
        };
    }

    static List<String> componentTypes(Type type) {
        return type.components.stream()
                .map(component -> component.substring(0, component.lastIndexOf(' ')))
                .toList();
    }

    String arguments(List<String> types) {
        List<String> arguments = new ArrayList<>();
        types.forEach(type -> arguments.add(argument(type)));
        return arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** Of the type, or of one that is converted to it. */
    private String argument(String type) {
        int n = random.nextInt(100);
        return switch (type) {
            case "int" -> chance(0.8) ? "" + n : chance(0.5) ? "'c'" : "(short) " + n;
            case "long" -> chance(0.5) ? n + "L" : "" + n;
            case "double" -> chance(0.5) ? n + ".5" : "" + n;
            case "Integer" -> "" + n;
            case "Number" -> chance(0.5) ? "" + n : n + "L";
            case "String" -> "\"s" + n + "\"";
            case "CharSequence" -> chance(0.8) ? "\"c" + n + "\"" : "new StringBuilder(\"b\")";
            case "T", "Object" -> chance(0.5) ? "" + n : "\"o\"";
            default -> {
                Type own = program.find(type);
                // What is made may take an object of its own type.
                depth++;
                String made = own == null || rank < Member.MAKES_OBJECTS || depth > 3 ? null : instance(own);
                depth--;
                yield made == null ? "null" : made;
            }
        };
    }

    private static String boxed(String type) {
        return switch (type) {
            case "int" -> "Integer";
            case "long" -> "Long";
            case "double" -> "Double";
            case "T" -> "Object";
            default -> type;
        };
    }
}
