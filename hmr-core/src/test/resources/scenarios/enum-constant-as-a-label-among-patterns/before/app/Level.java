package app;

enum Level {
    LOW,
    HIGH;

    static Object highest() {
        return HIGH;
    }
}
