package app;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

class Main {
    static String answer() {
        Prices prices = new Prices();
        Function<String, Integer> length = Prices::length;
        BiFunction<Prices, String, String> quoted = Prices::quoted;
        Function<String, String> bound = prices::quoted;
        return prices.taxed("tea", 2L) + Prices.total(List.of(1, 2)) + length.apply("abc")
                + quoted.apply(prices, "b") + bound.apply("c");
    }
}
