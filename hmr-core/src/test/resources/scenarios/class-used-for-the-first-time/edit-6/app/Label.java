package app;

record Label(String of, int size) {
    String text() {
        return "label of " + Prices.of(of) + " " + size;
    }
}
