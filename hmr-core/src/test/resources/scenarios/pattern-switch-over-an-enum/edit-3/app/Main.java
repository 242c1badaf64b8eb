package app;

class Main {
    static final String LOWEST = "lowest";

    static String answer() {
        return say(Level.LOW) + ", " + say(Level.HIGH);
    }

    static String say(Level level) {
        return switch (level) {
            case LOW -> LOWEST;
            case Level other when Level.values()[2] == other -> "third";
            case Level other -> "other";
        };
    }
}
