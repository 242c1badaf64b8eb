package app;
class Main {
    static String answer() {
        return Steps.FIRST.get() + Steps.SECOND.get();
    }
}
