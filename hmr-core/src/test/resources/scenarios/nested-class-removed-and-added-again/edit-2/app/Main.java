package app;

class Main {
    static String answer() {
        return new Part("b").text() + Main.class.getDeclaredClasses().length;
    }

    private static class Part {
        private final String name;

        private Part(String name) {
            this.name = name;
        }

        private String text() {
            return "again " + name;
        }
    }
}
