package app;

class Main {
    private static final int LIMIT = 4;
    private static final String UNIT = "kg";

    static String answer() {
        return "limit " + LIMIT + UNIT;
    }
}
