package dev.hmr.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A top-level class of a generated program. Whatever it names is text, which an edit elsewhere may make mean something else. */
final class Type {
    enum Kind {
        CLASS,
        INTERFACE,
        FUNCTION,
        ENUM,
        RECORD,
        SEALED,
        ANNOTATION,
        EXCEPTION
    }

    final Kind kind;
    String pkg;
    String name;
    /** The type in whose file this one stands as well; empty for a file of its own. */
    String guestOf = "";

    boolean isPublic;
    String modifier = "";
    String imports = "";
    String annotation = "";
    String typeParameter = "";
    String superclass = "";
    List<String> interfaces = new ArrayList<>();
    List<String> permits = new ArrayList<>();
    List<String> enumConstants = new ArrayList<>();
    List<String> components = new ArrayList<>();
    List<Member> members = new ArrayList<>();

    Type(Kind kind, String pkg, String name) {
        this.kind = kind;
        this.pkg = pkg;
        this.name = name;
    }

    Type copy() {
        Type copy = new Type(kind, pkg, name);
        copy.guestOf = guestOf;
        copy.isPublic = isPublic;
        copy.modifier = modifier;
        copy.imports = imports;
        copy.annotation = annotation;
        copy.typeParameter = typeParameter;
        copy.superclass = superclass;
        copy.interfaces = new ArrayList<>(interfaces);
        copy.permits = new ArrayList<>(permits);
        copy.enumConstants = new ArrayList<>(enumConstants);
        copy.components = new ArrayList<>(components);
        copy.members = new ArrayList<>(members);
        return copy;
    }

    String qualifiedName() {
        return pkg + "." + name;
    }

    String fileName() {
        return pkg + "/" + (guestOf.isEmpty() ? name : guestOf) + ".java";
    }

    boolean isInterface() {
        return kind == Kind.INTERFACE || kind == Kind.FUNCTION || kind == Kind.SEALED;
    }

    /** Whether it has a method {@code answer}. */
    boolean answers() {
        return kind != Kind.ANNOTATION;
    }

    boolean isVisibleFrom(Type other) {
        return isPublic || pkg.equals(other.pkg);
    }

    boolean shows(Member member, Type other) {
        if (other == this) {
            return true;
        }
        if (member.access().equals("private")) {
            return false;
        }
        return pkg.equals(other.pkg) || isInterface() || member.access().equals("public");
    }

    Stream<Member> members(Member.Kind wanted) {
        return members.stream().filter(member -> member.kind() == wanted);
    }

    /** The line of the declaration that a member stands on, counted from 0. */
    static final int FIRST_MEMBER = 3;

    /** Each member on a line of its own, so that javac's complaints and the shrinker can name it. */
    List<String> render() {
        List<String> lines = new ArrayList<>();
        lines.add(annotation);
        lines.add(header());
        lines.add(kind == Kind.ENUM ? String.join(", ", enumConstants) + ";" : "");
        members.forEach(member -> lines.add("    " + member.render(this)));
        if (answers()) {
            lines.add("    static String answer() { return \"\"" + probes() + "; }");
        }
        lines.add("}");
        return lines;
    }

    private String probes() {
        StringBuilder probes = new StringBuilder();
        members(Member.Kind.METHOD)
                .filter(member -> Member.rank(member.name()) == Member.PROBE)
                .forEach(probe -> probes.append(" + ").append(probe.name()).append("() + \";\""));
        return probes.toString();
    }

    private String header() {
        String keyword = switch (kind) {
            case CLASS, EXCEPTION -> "class ";
            case INTERFACE, FUNCTION -> "interface ";
            case SEALED -> "sealed interface ";
            case ENUM -> "enum ";
            case RECORD -> "record ";
            case ANNOTATION -> "@interface ";
        };
        String head = (isPublic ? "public " : "")
                + (modifier.isEmpty() ? "" : modifier + " ")
                + keyword
                + name
                + typeParameter;
        if (kind == Kind.RECORD) {
            head += "(" + String.join(", ", components) + ")";
        }
        if (!superclass.isEmpty()) {
            head += " extends " + superclass;
        }
        if (!interfaces.isEmpty()) {
            head += (isInterface() ? " extends " : " implements ") + String.join(", ", interfaces);
        }
        if (kind == Kind.SEALED && !permits.isEmpty()) {
            head += " permits " + String.join(", ", permits);
        }
        return head + " {";
    }

    static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
