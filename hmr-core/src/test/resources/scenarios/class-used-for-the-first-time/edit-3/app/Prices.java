package app;

class Prices {
    static int count;
    int number;

    static String of(String what) {
        return what + " 2";
    }
}
