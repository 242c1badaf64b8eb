package app;
class Main {
    static String answer() {
        return "total " + c.Third.TOTAL;
    }
}
