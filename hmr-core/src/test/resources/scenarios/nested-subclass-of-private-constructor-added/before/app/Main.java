package app;

abstract class Main {
    private final String name;

    private Main(String name) {
        this.name = name;
    }

    static String answer() {
        return "none";
    }

    abstract String text();
}
