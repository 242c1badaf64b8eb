package app;

class Main {
    private static int limit;
    private static String size = "";

    static {
        if (System.getProperty("no.such.property") == null) {
            limit = 5;
        } else {
            limit = 6;
        }
        try {
            Integer.parseInt("x");
            size = "small";
        } catch (NumberFormatException e) {
            limit++;
        }
    }

    static String answer() {
        return size + "limit " + limit;
    }
}
