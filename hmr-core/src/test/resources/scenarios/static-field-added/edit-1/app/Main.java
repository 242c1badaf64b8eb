package app;

import java.lang.System.Logger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

class Main {
    private static final Map<String, Integer> SEEN = new ConcurrentHashMap<>();
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final List<String> NAMES = List.of("x", "y");
    private static final AtomicLong ASKED = new AtomicLong(40);
    private static final double[] RATES = {1.5, 2};
    private static final String[][] TABLE = new String[2][];
    private static final Logger LOG = System.getLogger(Main.class.getName());
    private static volatile long last = 5L;
    private static boolean open = true;
    private static int counter;

    static String answer() {
        return new Main().named("a") + new Part().text() + Limits.asked();
    }

    String named(String name) {
        SEEN.put(name, 7);
        counter = 2;
        counter++;
        Supplier<String> later = () -> NAMES.get(0) + counter + open + last;
        return name + SEEN.get(name) + DIGITS.matcher("1").matches() + later.get() + rate(1) + LOG.getName();
    }

    private static String rate(int number) {
        last = 6;
        last -= 1;
        return RATES[number] + "/" + TABLE.length + "/" + ASKED.get();
    }

    static class Part {
        String text() {
            return "." + ++Main.counter + NAMES;
        }
    }
}
