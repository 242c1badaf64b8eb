package app;

class Main {
    static String answer() {
        return new Main().named("a");
    }

    private String named(String name) {
        return quoted(name.repeat(3)) + length(name);
    }

    private String quoted(String text) {
        return "'" + text + "'";
    }

    private static long length(String text) {
        return text.length();
    }
}
