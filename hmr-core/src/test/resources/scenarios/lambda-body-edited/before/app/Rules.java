package app;
import java.util.function.Function;
class Rules {
    static final Function<Integer, String> RULE = n -> "rule " + n;
}
