package app;

class Main {
    static String answer() {
        return new Prices().of("tea");
    }
}
