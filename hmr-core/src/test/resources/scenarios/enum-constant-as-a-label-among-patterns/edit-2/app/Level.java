package app;

enum Level {
    LOW(1),
    HIGH(2);

    final int height;

    Level(int height) {
        this.height = height;
    }

    static Object highest() {
        return HIGH;
    }
}
