package app;

class Main {
    static String answer() {
        return say(Source.highest());
    }

    static String say(Object any) {
        return switch (any) {
            case Level.HIGH -> "high";
            case String text -> text;
            default -> "unknown " + any;
        };
    }
}
