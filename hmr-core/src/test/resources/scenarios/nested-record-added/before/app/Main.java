package app;

class Main {
    static final Object KEPT = new Object();

    static String answer() {
        return "a";
    }
}
