package app;

class Main {
    static String answer() {
        return new Part().text();
    }

    private static class Part {
        private static final StringBuilder ALL = new StringBuilder();

        private String text() {
            return "state" + ALL;
        }
    }
}
