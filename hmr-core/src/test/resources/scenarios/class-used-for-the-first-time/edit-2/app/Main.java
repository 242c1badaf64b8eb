package app;

class Main {
    private int asked;

    static String answer() {
        return Prices.of("tea") + Stock.has("tea");
    }
}
