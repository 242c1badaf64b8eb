package app;

class Main {
    static String answer() {
        return new Part("a").text();
    }

    private static class Part {
        private final String name;

        private Part(String name) {
            this.name = name;
        }

        private String text() {
            return "part " + name;
        }
    }
}
