package app;

class Rules {
    static String first() {
        return "uno";
    }

    static String second() {
        return "due";
    }
}
