package app;

class Main {
    static String answer() {
        return new Main().named("b");
    }

    private String named(String name) {
        return "no more " + name;
    }
}
