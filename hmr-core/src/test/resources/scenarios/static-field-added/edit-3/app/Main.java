package app;

class Main {
    static String answer() {
        return new Main().named("a") + new Part().text() + Limits.asked();
    }

    String named(String name) {
        return name + "-";
    }

    static class Part {
        String text() {
            return ".";
        }
    }
}
