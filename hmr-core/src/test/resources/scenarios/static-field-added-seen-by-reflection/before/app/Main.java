package app;

class Main {
    static String answer() {
        return Item.price() + "";
    }
}
