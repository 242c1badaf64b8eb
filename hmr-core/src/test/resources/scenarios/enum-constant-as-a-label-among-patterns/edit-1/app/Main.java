package app;

class Main {
    static final String HIGHEST = "highest";

    static String answer() {
        return say(Source.highest());
    }

    static String say(Object any) {
        return switch (any) {
            case Level.HIGH -> HIGHEST;
            case String text -> text;
            default -> "unknown " + any;
        };
    }
}
