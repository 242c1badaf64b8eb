package app;
class Main {
    static String answer() {
        return "a third is " + Shares.of.share;
    }
}
