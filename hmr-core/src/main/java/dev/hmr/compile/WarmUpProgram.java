package dev.hmr.compile;

/** A program that uses what server code uses, in the Java that every supported release compiles. */
final class WarmUpProgram {
    static final String TEXT = """
            package hmr.warmup;

            import java.util.ArrayList;
            import java.util.Comparator;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.concurrent.ConcurrentHashMap;
            import java.util.function.Function;
            import java.util.stream.Collectors;

            public class WarmUpProgram<K extends Comparable<K>> {
                enum Size { SMALL, LARGE }

                interface Visitor<R> { R visit(Item item); }

                static class Item {
                    final String name;
                    final int amount;
                    Item(String name, int amount) { this.name = name; this.amount = amount; }
                    String name() { return name; }
                    int amount() { return amount; }
                    @Override public String toString() { return "item " + name + " x " + amount; }
                }

                private static final Map<String, List<Item>> ITEMS = new ConcurrentHashMap<>();
                private final Function<K, Optional<Item>> find;

                WarmUpProgram(Function<K, Optional<Item>> find) { this.find = find; }

                String describe(K key) {
                    return find.apply(key).map(item -> item.name() + ": " + item.amount()).orElseGet(() -> "none of " + key);
                }

                static Map<Boolean, List<String>> names(int least) {
                    return ITEMS.values().stream()
                        .flatMap(List::stream)
                        .filter(item -> item.amount() >= least)
                        .sorted(Comparator.comparing(Item::amount).thenComparing(Item::name))
                        .collect(Collectors.partitioningBy(item -> item.amount() > 10,
                            Collectors.mapping(Item::name, Collectors.toList())));
                }

                static int count(Size size, String text) {
                    int total = 0;
                    switch (size) {
                        case SMALL: total += 1; break;
                        default: total += 2;
                    }
                    switch (text) {
                        case "a": return total;
                        case "b": total *= 2;
                    }
                    for (String part : text.split(",")) {
                        try {
                            total += Integer.parseInt(part.trim());
                        } catch (NumberFormatException e) {
                            throw new IllegalArgumentException("not a number: " + part, e);
                        } finally {
                            ITEMS.computeIfAbsent(text, key -> new ArrayList<>()).add(new Item(part, total));
                        }
                    }
                    Visitor<String> visitor = new Visitor<String>() {
                        @Override public String visit(Item item) { return item + "!"; }
                    };
                    return total + visitor.visit(new Item(text, total)).length();
                }
            }
            """;

    private WarmUpProgram() {}
}
