package app;

class Stock {
    static boolean has(String what) {
        return Prices.of(what) != null;
    }
}
