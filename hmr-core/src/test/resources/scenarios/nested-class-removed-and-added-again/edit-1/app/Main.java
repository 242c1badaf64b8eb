package app;

class Main {
    static String answer() {
        return "none" + Main.class.getDeclaredClasses().length;
    }
}
