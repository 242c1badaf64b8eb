package app;
class Main {
    static String answer() {
        return Calls.all();
    }
}
