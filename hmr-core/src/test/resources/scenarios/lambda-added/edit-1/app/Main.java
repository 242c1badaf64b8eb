package app;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

class Main {
    static String answer() {
        int offset = 10;
        IntUnaryOperator shift = i -> i + offset;
        return "" + IntStream.range(0, 3).map(shift).map(i -> i * 2).mapToObj(Main::shown).toList();
    }

    private static String shown(int number) {
        return "<" + number + ">";
    }
}
