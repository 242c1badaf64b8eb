package app;
class Main {
    static String answer() {
        return "half of 3 is " + Halves.half(3);
    }
}
