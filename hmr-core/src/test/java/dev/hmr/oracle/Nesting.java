package dev.hmr.oracle;

import static dev.hmr.oracle.Type.pick;

import java.util.List;
import java.util.Random;

/** Makes the edits of a program that concern {@linkplain NestedType nested types}. */
final class Nesting {
    private final Random random;
    private final Program program;

    Nesting(Random random, Program program) {
        this.random = random;
        this.program = program;
    }

    /** A nested type that comes with code of its host that uses it, by a name that others had before. */
    void add() {
        Type host = program.pick(
                random,
                any -> any.kind == Type.Kind.CLASS
                        || any.kind == Type.Kind.ENUM
                        || any.kind == Type.Kind.RECORD
                        || any.kind == Type.Kind.EXCEPTION);
        String name = "M" + random.nextInt(6);
        if (host == null || host.members.stream().anyMatch(member -> name.equals(NestedType.name(member)))) {
            return;
        }
        NestedType nested = NestedType.any(random, name, ofHost(host));
        for (int i = 0; i < host.members.size(); i++) {
            Member probe = host.members.get(i);
            if (probe.kind() == Member.Kind.METHOD && probe.name().startsWith("p")) {
                host.members.set(i, probe.withBody("return \"nested\" + " + nested.use() + ";"));
                if (!nested.declaration().isEmpty()) {
                    host.members.add(random.nextInt(host.members.size() + 1), nested.member());
                }
                return;
            }
        }
    }

    /** A static member of a type, mostly a private one, as code nested in it names it. */
    private String ofHost(Type host) {
        List<String> uses = host.members.stream()
                .filter(Member::isStatic)
                .filter(member -> member.access().equals("private"))
                .filter(member -> member.parameters().isEmpty())
                .map(member -> switch (member.kind()) {
                    case METHOD -> Member.rank(member.name()) < Member.PROBE ? member.name() + "()" : "";
                    case STATIC_FINAL, CONSTANT -> member.name();
                    default -> "";
                })
                .filter(use -> !use.isEmpty())
                .toList();
        return uses.isEmpty() ? "\"-\"" : host.name + "." + pick(random, uses);
    }

    /** One goes, with all code that uses it. */
    void remove() {
        Type host = program.pick(random, Nesting::isHost);
        if (host != null) {
            Member nested = host.members.stream()
                    .filter(member -> NestedType.name(member) != null)
                    .findFirst()
                    .orElseThrow();
            host.members.remove(nested);
            String used = ".*\\b" + NestedType.name(nested) + "B?\\b.*";
            host.members.replaceAll(member ->
                    member.kind() == Member.Kind.METHOD && member.body().matches(used)
                            ? member.withBody("return \"alone\";")
                            : member);
        }
    }

    /** All that are nested in a type do something else. */
    void revise() {
        Type host = program.pick(random, Nesting::isHost);
        if (host != null) {
            host.members.replaceAll(
                    member -> NestedType.name(member) == null ? member : NestedType.revised(random, member));
        }
    }

    private static boolean isHost(Type type) {
        return type.members.stream().anyMatch(member -> NestedType.name(member) != null);
    }
}
