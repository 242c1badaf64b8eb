package app;

class Item {
    static int price() {
        return 1;
    }
}
