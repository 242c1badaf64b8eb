package app;

class Main {
    private static final int LIMIT = 3;

    static String answer() {
        return "limit " + LIMIT;
    }
}
