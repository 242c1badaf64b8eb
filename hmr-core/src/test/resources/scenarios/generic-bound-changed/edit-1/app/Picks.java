package app;
class Picks {
    static <T> String first(T one, T other) {
        return "any " + one;
    }

    static <T extends Number> String first(String one, T other) {
        return "text " + other;
    }
}
