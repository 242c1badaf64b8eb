package app;
class Main {
    static String answer() {
        return Rules.RULE.apply(3);
    }
}
