package app;

class Main {
    static String answer() {
        Prices prices = new Dear();
        return prices.taxed("milk", 3);
    }
}
