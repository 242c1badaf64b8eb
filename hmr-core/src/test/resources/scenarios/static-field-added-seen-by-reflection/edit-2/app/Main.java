package app;

class Main {
    static String answer() {
        return Item.price() + Item.class.getDeclaredFields()[0].getName();
    }
}
