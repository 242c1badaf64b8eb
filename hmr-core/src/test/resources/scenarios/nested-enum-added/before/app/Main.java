package app;

class Main {
    static String answer() {
        return Parser.parse("b");
    }
}
