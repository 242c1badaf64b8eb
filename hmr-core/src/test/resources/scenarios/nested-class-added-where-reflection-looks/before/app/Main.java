package app;

class Main {
    static String answer() {
        return "none";
    }
}
