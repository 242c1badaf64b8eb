package app;

abstract class Main {
    private final String name;

    private Main(String name) {
        this.name = name;
    }

    static String answer() {
        return new Simple().text();
    }

    abstract String text();

    private static class Simple extends Main {
        Simple() {
            super("simple");
        }

        @Override
        String text() {
            return super.name;
        }
    }
}
