package app;
class Main {
    static String answer() {
        return Picks.first("b", "a");
    }
}
