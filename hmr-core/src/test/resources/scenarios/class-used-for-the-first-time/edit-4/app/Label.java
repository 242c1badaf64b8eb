package app;

record Label(String of) {
    String text() {
        return "label of " + Prices.of(of);
    }
}
