package app;

class Prices {
    static int count;

    static String of(String what) {
        return what + " 1";
    }
}
