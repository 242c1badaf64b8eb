package app;

class Main {
    private int asked;

    static String answer() {
        return "no label";
    }
}
