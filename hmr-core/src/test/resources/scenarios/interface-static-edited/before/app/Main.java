package app;
class Main {
    static String answer() {
        return Names.of("x") + Names.DEFAULT;
    }
}
