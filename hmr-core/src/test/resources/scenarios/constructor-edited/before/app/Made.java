package app;
class Made {
    final String text;

    Made() {
        text = "made";
    }
}
