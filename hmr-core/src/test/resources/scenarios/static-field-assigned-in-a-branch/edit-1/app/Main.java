package app;

class Main {
    private static int limit;

    static {
        if (System.getProperty("no.such.property") == null) {
            limit = 5;
        } else {
            limit = 6;
        }
    }

    static String answer() {
        return "limit " + limit;
    }
}
