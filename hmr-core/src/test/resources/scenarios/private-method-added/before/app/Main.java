package app;

class Main {
    static String answer() {
        return new Main().named("a");
    }

    private String named(String name) {
        return name;
    }
}
