package app;
class Main {
    static String answer() {
        return new Made().text;
    }
}
