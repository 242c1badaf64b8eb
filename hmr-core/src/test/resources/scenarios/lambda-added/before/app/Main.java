package app;

import java.util.stream.IntStream;

class Main {
    static String answer() {
        return "" + IntStream.range(0, 3).map(i -> i * 2).sum();
    }
}
