package app;

class Greeting {
    static String text() {
        return "good " + (Greeting.class.getSimpleName().isEmpty() ? "night" : "morning");
    }
}
