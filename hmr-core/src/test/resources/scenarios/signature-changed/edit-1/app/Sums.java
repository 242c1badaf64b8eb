package app;
class Sums {
    static int sum(long a, long b) {
        return a + b;
    }
}
