package app;

class Main {
    static String answer() {
        return "" + Item.class.getMethods().length;
    }
}
