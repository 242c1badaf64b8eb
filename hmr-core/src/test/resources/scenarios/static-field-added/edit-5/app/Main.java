package app;

import java.util.ArrayList;
import java.util.List;

class Main {
    private static final List<String> NAMES = new ArrayList<>(List.of("again"));
    private static final int LENGTH = length();

    static String answer() {
        return new Main().named("a") + new Part().text() + Limits.asked();
    }

    String named(String name) {
        return name + NAMES;
    }

    private static int length() {
        return 3;
    }

    static class Part {
        String text() {
            return "." + LENGTH + Limits.SHARED + (Limits.suffix = "!");
        }
    }
}
