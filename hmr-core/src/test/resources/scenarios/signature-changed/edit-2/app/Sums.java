package app;
class Sums {
    static long sum(long a, long b) {
        return a + b;
    }
}
