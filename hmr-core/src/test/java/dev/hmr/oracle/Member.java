package dev.hmr.oracle;

import java.util.List;

/**
 * One line of a generated class.
 *
 * @param name for all that can be called: its last character, a digit, says its {@linkplain #rank rank}
 * @param type of the field, or what the method returns
 * @param parameters as they are declared
 * @param body the initialiser, the statements, or for {@link Kind#RAW} the whole line
 */
record Member(
        Kind kind, String access, boolean isStatic, String type, String name, List<String> parameters, String body) {

    enum Kind {
        CONSTANT,
        STATIC_FINAL,
        FIELD,
        /** Static fields that only the code that comes with them uses: see {@link HeldState}. */
        HELD,
        HELD_FINAL,
        CONSTRUCTOR,
        METHOD,
        ABSTRACT,
        ELEMENT,
        RAW
    }

    /** A rank of code: it calls only what ranks lower, so that no program runs for ever, whatever is edited. */
    static final int INITIALISER = 1;

    /** The lowest rank that makes objects, whose constructors are of rank {@link #INITIALISER}. */
    static final int MAKES_OBJECTS = 2;

    static final int PROBE = 5;

    static Member raw(String line) {
        return new Member(Kind.RAW, "", true, "", "", List.of(), line);
    }

    static int rank(String name) {
        int digit = name.charAt(name.length() - 1) - '0';
        return digit == 0 ? 0 : digit + 1;
    }

    Member withBody(String newBody) {
        return new Member(kind, access, isStatic, type, name, parameters, newBody);
    }

    Member withAccess(String newAccess) {
        return new Member(kind, newAccess, isStatic, type, name, parameters, body);
    }

    Member withName(String newName) {
        return new Member(kind, access, isStatic, type, newName, parameters, body);
    }

    Member withType(String newType) {
        return new Member(kind, access, isStatic, newType, name, parameters, body);
    }

    Member withParameters(List<String> newParameters) {
        return new Member(kind, access, isStatic, type, name, newParameters, body);
    }

    List<String> parameterTypes() {
        return parameters.stream()
                .map(parameter -> parameter.substring(0, parameter.lastIndexOf(' ')))
                .toList();
    }

    String render(Type owner) {
        String start = access.isEmpty() ? "" : access + " ";
        String signature = name + "(" + String.join(", ", parameters) + ")";
        return switch (kind) {
            case CONSTANT, STATIC_FINAL, HELD_FINAL -> start + "static final " + type + " " + name + " = " + body + ";";
            case FIELD, HELD -> start + (isStatic ? "static " : "") + type + " " + name + " = " + body + ";";
            case CONSTRUCTOR -> start + owner.name + "(" + String.join(", ", parameters) + ") { " + body + " }";
            case METHOD -> {
                String modifier =
                        isStatic ? "static " : owner.isInterface() && !access.equals("private") ? "default " : "";
                yield start + modifier + type + " " + signature + " { " + body + " }";
            }
            case ABSTRACT -> start + (owner.isInterface() ? "" : "abstract ") + type + " " + signature + ";";
            case ELEMENT -> type + " " + name + "() default " + body + ";";
            case RAW -> body;
        };
    }
}
