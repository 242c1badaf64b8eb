package app;
class Main {
    static String answer() {
        Level level = Marked.class.getAnnotation(Level.class);
        return level.value() + level.name();
    }
}
