package app;

class Item {
    private static int base = 10;

    static int price() {
        return base + 1;
    }
}
