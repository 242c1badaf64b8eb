package dev.hmr.benchmarks.program;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A class as it is being written down: collects its imports and members. One thread at a time. */
final class SourceText {
    private final TypePlan type;
    private final TreeSet<String> imports = new TreeSet<>();
    private final StringBuilder members = new StringBuilder();
    private int snippets;

    /** Imports what the class uses. */
    SourceText(TypePlan type) {
        this.type = type;
        Stream.concat(type.uses().stream(), type.usesInCycle().stream())
                .filter(used -> !used.packageName().equals(type.packageName()))
                .forEach(used -> imports.add(used.packageName() + "." + used.name()));
    }

    SourceText mention(String... names) {
        imports.addAll(List.of(names));
        return this;
    }

    /** Adds a member, whose text is not indented. */
    SourceText member(String text) {
        if (!members.isEmpty()) {
            members.append('\n');
        }
        members.append(text.indent(4));
        return this;
    }

    /** Adds methods between {@code least} and {@code most}, and the first of them for all to use: {@code weigh(int)}. */
    SourceText methods(SplittableRandom random, int least, int most, String weighModifiers, String modifiers) {
        int count = random.nextInt(least, most + 1);
        member("""
                %sint weigh(int n) {
                    return %s(n) + n %% %d;
                }
                """.formatted(weighModifiers, Snippet.name(snippets), random.nextInt(3, 30)));
        for (int i = 0; i < count; i++) {
            Snippet snippet = Snippet.ALL.get(random.nextInt(Snippet.ALL.size()));
            imports.addAll(snippet.imports());
            String access = random.nextInt(3) == 0 ? "public " : "private ";
            members.append('\n').append(snippet.method(access + modifiers, Snippet.name(snippets++)));
        }
        return this;
    }

    /** @param declaration what stands between the modifiers and the body: {@code final class X implements Y} */
    String text(String declaration) {
        StringBuilder text = new StringBuilder("package " + type.packageName() + ";\n\n");
        imports.forEach(name -> text.append("import ").append(name).append(";\n"));
        if (!imports.isEmpty()) {
            text.append('\n');
        }
        return text.append(type.modifier())
                .append(declaration)
                .append(" {\n")
                .append(members)
                .append("}\n")
                .toString()
                .replaceAll("(?m)^ +$", "");
    }
}
