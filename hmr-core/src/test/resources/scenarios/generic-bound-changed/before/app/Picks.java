package app;
class Picks {
    static <T> String first(T one, T other) {
        return "any " + one;
    }

    static <T extends CharSequence> String first(String one, T other) {
        return "text " + other;
    }
}
