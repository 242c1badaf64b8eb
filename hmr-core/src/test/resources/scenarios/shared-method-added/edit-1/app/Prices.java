package app;

class Prices {
    private int asked;

    String of(String what) {
        return what;
    }
}
