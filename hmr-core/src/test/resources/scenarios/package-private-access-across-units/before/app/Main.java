package app;
class Main {
    static String answer() {
        return "v1 " + Handler.handle();
    }
}
