package app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

class Main {
    private static final Supplier<String> NAME = () -> "lambda " + Main.limit;
    private static final List<String> FILLED = new ArrayList<>();
    private static int limit = System.getProperty("no.such.property") == null ? 7 : 8;
    private static int more = limit + 1;

    static {
        FILLED.add("filled");
    }

    static String answer() {
        return NAME.get() + FILLED + more;
    }
}
