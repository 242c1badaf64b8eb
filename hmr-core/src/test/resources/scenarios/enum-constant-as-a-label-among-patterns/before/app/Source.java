package app;

class Source {
    static Object highest() {
        return Level.highest();
    }
}
