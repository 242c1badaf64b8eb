package app;

class Main {
    static String answer() {
        return "limit " + Limits.TOP;
    }
}
