package dev.hmr.benchmarks.program;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down the classes that hold something. One thread at a time. */
final class ValueSources {
    private final SplittableRandom random;

    ValueSources(SplittableRandom random) {
        this.random = random;
    }

    String enumeration(TypePlan type) {
        return new SourceText(type)
                .member("""
                        NEW("n"),
                        OPEN("o"),
                        DONE("d");

                        private final String code;

                        %1$s(String code) {
                            this.code = code;
                        }

                        public static %1$s of(int n) {
                            return values()[Math.floorMod(n, values().length)];
                        }

                        public boolean isFinal() {
                            return switch (this) {
                                case NEW, OPEN -> false;
                                case DONE -> true;
                            };
                        }

                        public String code() {
                            return code;
                        }
                        """.formatted(type.name()))
                .member(Calls.total("public ", type, "ordinal()"))
                .methods(random, 1, 2, "public ", "")
                .text("enum " + type.name());
    }

    String record(TypePlan type) {
        List<TypePlan> parts =
                Stream.concat(type.uses(Kind.RECORD), type.uses(Kind.ENUM)).toList();
        String components = Stream.concat(
                        Stream.of("String id", "int amount", "List<String> tags"),
                        parts.stream().map(part -> part.name() + " " + Calls.field(part)))
                .collect(Collectors.joining(", "));
        String samples = parts.stream()
                .map(part -> ", " + part.name() + (part.kind() == Kind.ENUM ? ".of(n)" : ".sample(n / 2)"))
                .collect(Collectors.joining());
        return new SourceText(type)
                .mention("java.util.List")
                .member("""
                        public %1$s {
                            tags = List.copyOf(tags);
                        }

                        public static %1$s sample(int n) {
                            return new %1$s("id-" + n, n, List.of("a" + n %% 3, "b")%2$s);
                        }

                        public boolean has(String tag) {
                            return tags.stream().anyMatch(tag::equalsIgnoreCase);
                        }
                        """.formatted(type.name(), samples))
                .member(Calls.total("public ", type, "amount + tags.size()"))
                .methods(random, 1, 3, "public ", "")
                .text("record " + type.name() + "(" + components + ")");
    }
}
