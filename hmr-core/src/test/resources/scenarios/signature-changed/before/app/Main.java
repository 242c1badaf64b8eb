package app;
class Main {
    static String answer() {
        return "sum " + Sums.sum(2, 3);
    }
}
