package app;
import java.util.function.IntUnaryOperator;
class Calls {
    static final IntUnaryOperator MINUS = n -> -n;
    static final IntUnaryOperator TWICE = n -> n * 2;

    static String all() {
        IntUnaryOperator nested = n -> ((IntUnaryOperator) m -> m * 100).applyAsInt(n);
        IntUnaryOperator next = n -> n + 1;
        return TWICE.applyAsInt(5) + " " + next.applyAsInt(5) + " " + nested.applyAsInt(5) + MINUS.applyAsInt(5);
    }
}
