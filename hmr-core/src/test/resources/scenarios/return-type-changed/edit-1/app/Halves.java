package app;
class Halves {
    static double half(int n) {
        return n / 2.0;
    }
}
