package dev.hmr.benchmarks.program;

import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Writes down the classes that do something. One thread at a time. */
final class LogicSources {
    private final SplittableRandom random;

    LogicSources(SplittableRandom random) {
        this.random = random;
    }

    String utility(TypePlan type) {
        return new SourceText(type)
                .member("private " + type.name() + "() {}")
                .member(Calls.total("public static ", type, "weigh(n)"))
                .methods(random, 2, 8, "public static ", "static ")
                .text("final class " + type.name());
    }

    String contract(TypePlan type) {
        return new SourceText(type)
                .mention("java.util.List", "java.util.function.Function")
                .member("""
                        int rate(int n);

                        default String label() {
                            return getClass().getSimpleName() + " rates " + rate(1);
                        }

                        default <T> int rateAll(List<T> items, Function<? super T, Integer> size) {
                            return items.stream().map(size).mapToInt(this::rate).sum();
                        }
                        """)
                .member(Calls.total("default ", type, "rate(n)"))
                .text("interface " + type.name());
    }

    String variant(TypePlan type) {
        return new SourceText(type)
                .member("""
                        @Override
                        public int rate(int n) {
                            return weigh(n) + label().length();
                        }

                        @Override
                        public String label() {
                            return "%s";
                        }
                        """.formatted(type.name()))
                .member(Calls.total("@Override\npublic ", type, "weigh(n)"))
                .methods(random, 1, 5, "public ", "")
                .text("final class " + type.name() + " implements "
                        + type.contract().name());
    }

    String repository(TypePlan type) {
        TypePlan row = type.uses(Kind.RECORD).findFirst().orElseThrow();
        return new SourceText(type)
                .mention("java.util.List", "java.util.Map", "java.util.Optional", "java.util.function.Predicate")
                .mention("java.util.concurrent.ConcurrentHashMap")
                .member(shared(type))
                .member("""
                        private final Map<Integer, %1$s> rows = new ConcurrentHashMap<>();

                        public Optional<%1$s> find(int id) {
                            return Optional.ofNullable(rows.get(id));
                        }

                        public %1$s get(int id) {
                            return rows.computeIfAbsent(id %% 50, %1$s::sample);
                        }

                        public List<%1$s> findAll(Predicate<? super %1$s> condition) {
                            return rows.values().stream().filter(condition).toList();
                        }
                        """.formatted(row.name()))
                .member(Calls.total("public ", type, "get(n).amount()"))
                .methods(random, 1, 4, "public ", "")
                .text("final class " + type.name());
    }

    String service(TypePlan type) {
        return new SourceText(type)
                .member(shared(type))
                .member(Calls.fields(type))
                .member("""
                        public String summary(int n) {
                            return "%s " + total(n);
                        }
                        """.formatted(EditableClass.marker(type.name(), 0)))
                .member(Calls.total("public ", type, "weigh(n)"))
                .methods(random, 2, 9, "public ", "")
                .text("final class " + type.name());
    }

    String handler(TypePlan type) {
        HandlerForm form = HandlerForm.of(type);
        String summaries = type.uses(Kind.SERVICE)
                .map(service -> "            .append(" + service.name() + ".shared().summary(n))\n")
                .collect(Collectors.joining());
        return new SourceText(type)
                .mention(form.imports())
                .member(form.method())
                .member("""
                        static String answer(int n) {
                            return new StringBuilder("%s")
                        %s            .append(total(n))
                                    .toString();
                        }
                        """.formatted(EditableClass.marker(type.name(), 0), summaries))
                .member(Calls.total("static ", type, "weigh(n)"))
                .methods(random, 1, 4, "static ", "static ")
                .text("final class " + type.name() + form.implemented());
    }

    private static String shared(TypePlan type) {
        return """
                private static final %1$s SHARED = new %1$s();

                public static %1$s shared() {
                    return SHARED;
                }
                """.formatted(type.name());
    }
}
