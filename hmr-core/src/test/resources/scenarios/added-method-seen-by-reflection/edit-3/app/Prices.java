package app;

class Prices {
    String of(String what) {
        return what + tax(1);
    }

    int tax(int rate) {
        return more(rate) * 2;
    }

    static int more(int rate) {
        return rate;
    }
}
