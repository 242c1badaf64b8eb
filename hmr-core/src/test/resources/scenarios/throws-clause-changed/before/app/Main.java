package app;
class Main {
    static String answer() {
        try {
            return Reading.read();
        } catch (RuntimeException e) {
            return "cannot read";
        }
    }
}
