package app;
class Main {
    static String answer() {
        try {
            return Reading.read();
        } catch (java.io.IOException e) {
            return "cannot read";
        }
    }
}
