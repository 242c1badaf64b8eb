package app;
class Main {
    static String answer() {
        return Target.run((String x) -> "lambda " + x);
    }
}
