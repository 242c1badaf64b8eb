package app;
class Main {
    static String answer() {
        return new Visitor().greet();
    }
}
