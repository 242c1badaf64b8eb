package app;
class Main {
    static String answer() {
        return First.name(1) + First.name(2) + First.name(3) + "end";
    }
}
