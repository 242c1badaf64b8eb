package app;

import java.util.List;
import java.util.stream.Collectors;

class Main {
    static final Object KEPT = new Object();

    static String answer() {
        return List.of("a", "b").stream().map(Item::new).map(Item::quoted).collect(Collectors.joining());
    }

    private record Item(String name) {
        private String quoted() {
            return "'" + name + "'";
        }
    }
}
