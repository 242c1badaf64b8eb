package dev.hmr.benchmarks.program;

import java.util.List;

/**
 * A method that computes an {@code int} from an {@code int}, and needs nothing of its class.
 *
 * @param imports the names it mentions
 * @param text with {@code METHOD} for modifiers, return type and name
 */
record Snippet(List<String> imports, String text) {
    private static final String[] VERBS = {"estimate", "rank", "fold", "score", "spread", "align", "blend", "measure"};
    private static final String[] THINGS = {
        "Totals", "Steps", "Margins", "Groups", "Labels", "Shares", "Codes", "Delays", "Limits", "Parts", "Weights"
    };

    /** The name of the nth snippet in a class. */
    static String name(int index) {
        return VERBS[index % VERBS.length] + THINGS[index % THINGS.length] + (index < 88 ? "" : "" + index);
    }

    String method(String modifiers, String name) {
        return text.replace("METHOD", modifiers + "int " + name).indent(4);
    }

    static final List<Snippet> ALL = List.of(
            new Snippet(List.of(), """
                    METHOD(int n) {
                        StringBuilder text = new StringBuilder();
                        for (int i = 0; i < n % 9 + 2; i++) {
                            if (i > 0) {
                                text.append(i % 2 == 0 ? '-' : '+');
                            }
                            text.append(n * 31 + i);
                        }
                        return text.toString().hashCode() & 0xff;
                    }
                    """),
            new Snippet(List.of("java.util.stream.Collectors", "java.util.stream.IntStream"), """
                    METHOD(int n) {
                        String joined = IntStream.rangeClosed(1, n % 12 + 3)
                                .filter(i -> i % 3 != 0)
                                .mapToObj(i -> "item-" + i + ":" + n % i)
                                .collect(Collectors.joining(", ", "[", "]"));
                        return joined.length();
                    }
                    """),
            new Snippet(
                    List.of("java.util.List", "java.util.Map", "java.util.TreeMap", "java.util.stream.Collectors"),
                    """
                    METHOD(int n) {
                        List<String> words = List.of("amber", "birch", "cedar", "dune", "elm", "fir", "grove");
                        Map<Integer, List<String>> byLength = words.stream()
                                .filter(word -> word.length() > n % 3)
                                .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
                        int sum = 0;
                        for (Map.Entry<Integer, List<String>> entry : byLength.entrySet()) {
                            sum += entry.getKey() * entry.getValue().size();
                        }
                        return sum;
                    }
                    """),
            new Snippet(List.of(), """
                    METHOD(int n) {
                        String label = switch (n % 6) {
                            case 0 -> "none";
                            case 1, 2 -> "low";
                            case 3 -> {
                                String prefix = n > 100 ? "upper " : "lower ";
                                yield prefix + "middle";
                            }
                            default -> "high";
                        };
                        return label.length() + label.charAt(0);
                    }
                    """),
            new Snippet(List.of(), """
                    METHOD(int n) {
                        String state = n % 2 == 0 ? "open" : n % 3 == 0 ? "held" : "closed";
                        int days;
                        switch (state) {
                            case "open":
                                days = 14;
                                break;
                            case "held":
                                days = 30;
                                break;
                            default:
                                days = 1;
                        }
                        return days + n % 7;
                    }
                    """),
            new Snippet(List.of("java.util.Optional"), """
                    METHOD(int n) {
                        return Optional.of("ref/" + n)
                                .filter(reference -> reference.length() > 4)
                                .map(reference -> reference.substring(4))
                                .map(Integer::valueOf)
                                .orElseGet(() -> n % 10);
                    }
                    """),
            new Snippet(List.of("java.util.ArrayList", "java.util.Comparator", "java.util.List"), """
                    METHOD(int n) {
                        record Candidate(String name, int points) {}
                        List<Candidate> candidates = new ArrayList<>();
                        for (int i = 1; i <= 5; i++) {
                            candidates.add(new Candidate("c" + (n + i) % 4, n % (i + 2)));
                        }
                        candidates.sort(Comparator.comparing(Candidate::name).thenComparing(Candidate::points, Comparator.reverseOrder()));
                        return candidates.get(0).points() + candidates.size();
                    }
                    """),
            new Snippet(List.of(), """
                    METHOD(int n) {
                        try {
                            return Integer.parseInt("" + n % 13 + (n % 5 == 0 ? "x" : ""));
                        } catch (NumberFormatException e) {
                            return e.getMessage() == null ? -1 : e.getMessage().length();
                        }
                    }
                    """),
            new Snippet(List.of("java.util.function.Function", "java.util.function.UnaryOperator"), """
                    METHOD(int n) {
                        UnaryOperator<Integer> raise = value -> value + n % 17;
                        Function<Integer, String> print = value -> "<" + value + ">";
                        Function<Integer, Integer> both = raise.andThen(print).andThen(String::length);
                        return both.apply(n) + raise.apply(n);
                    }
                    """),
            new Snippet(List.of("java.util.HashMap", "java.util.Map"), """
                    METHOD(int n) {
                        Map<String, Integer> counts = new HashMap<>();
                        for (char c : ("entry" + n * 7919).toCharArray()) {
                            counts.merge(Character.isDigit(c) ? "digit" : "letter", 1, Integer::sum);
                        }
                        return counts.getOrDefault("digit", 0) * 10 + counts.getOrDefault("letter", 0);
                    }
                    """),
            new Snippet(List.of(), """
                    METHOD(int n) {
                        Object value = n % 3 == 0 ? Integer.valueOf(n) : n % 3 == 1 ? "text " + n : Long.valueOf(n);
                        if (value instanceof String text && !text.isBlank()) {
                            return text.length();
                        }
                        return value instanceof Integer number ? number % 11 : 3;
                    }
                    """),
            new Snippet(List.of(), """
                    METHOD(int n) {
                        int steps = 0;
                        long current = Math.max(1, n % 97);
                        while (current != 1 && steps < 200) {
                            current = current % 2 == 0 ? current / 2 : 3 * current + 1;
                            steps++;
                        }
                        return steps;
                    }
                    """),
            new Snippet(List.of("java.util.ArrayDeque", "java.util.Deque"), """
                    METHOD(int n) {
                        Deque<int[]> open = new ArrayDeque<>();
                        open.push(new int[] {n % 8, 0});
                        int deepest = 0;
                        while (!open.isEmpty()) {
                            int[] next = open.pop();
                            deepest = Math.max(deepest, next[1]);
                            if (next[0] > 0) {
                                open.push(new int[] {next[0] - 1, next[1] + 1});
                            }
                        }
                        return deepest;
                    }
                    """),
            new Snippet(List.of("java.util.List", "java.util.Locale"), """
                    METHOD(int n) {
                        List<String> lines = \"""
                                first line %d
                                second line %s
                                last line
                                \""".formatted(n, n % 2 == 0 ? "even" : "odd").lines().toList();
                        return lines.stream()
                                .map(line -> line.strip().toUpperCase(Locale.ROOT))
                                .mapToInt(String::length)
                                .sum();
                    }
                    """));
}
