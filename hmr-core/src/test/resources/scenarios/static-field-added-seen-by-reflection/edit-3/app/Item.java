package app;

class Item {
    private static int base = 10;
    private static int more = 20;

    static int price() {
        return base + more;
    }
}
