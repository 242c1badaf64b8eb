package app;

class Prices {
    String of(String what) {
        return what + tax(1);
    }

    int tax(int rate) {
        return rate * 2;
    }
}
