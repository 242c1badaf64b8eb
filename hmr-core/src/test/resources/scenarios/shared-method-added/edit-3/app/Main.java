package app;

class Main {
    static String answer() {
        Prices none = null;
        try {
            return none.quoted("x");
        } catch (NullPointerException e) {
            return Prices.total(java.util.List.of(4)) + new Prices().taxed("milk", 3);
        }
    }
}
