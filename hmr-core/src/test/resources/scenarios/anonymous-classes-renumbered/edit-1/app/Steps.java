package app;
import java.util.function.Supplier;
class Steps {
    static final Supplier<String> SECOND = new Supplier<>() {
        public String get() {
            return "2";
        }
    };
    static final Supplier<String> FIRST = new Supplier<>() {
        public String get() {
            return "1";
        }
    };
}
