package app;
class Sums {
    static int sum(int a, int b) {
        return a + b;
    }
}
