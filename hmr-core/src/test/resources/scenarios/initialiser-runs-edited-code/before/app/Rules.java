package app;

class Rules {
    static String first() {
        return "one";
    }

    static String second() {
        return "two";
    }
}
