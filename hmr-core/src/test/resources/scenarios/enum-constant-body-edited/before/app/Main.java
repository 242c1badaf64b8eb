package app;
class Main {
    static String answer() {
        return Operation.PLUS.apply(2, 3) + Operation.valueOf("TIMES").apply(2, 3);
    }
}
