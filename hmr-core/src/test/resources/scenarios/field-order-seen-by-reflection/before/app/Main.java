package app;
class Main {
    static String answer() {
        return Fields.class.getDeclaredFields()[0].getName();
    }
}
