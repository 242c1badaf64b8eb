package app;
import java.util.function.IntUnaryOperator;
class Calls {
    static final IntUnaryOperator TWICE = n -> n * 2;

    static String all() {
        IntUnaryOperator next = n -> n + 1;
        return TWICE.applyAsInt(5) + " " + next.applyAsInt(5);
    }
}
