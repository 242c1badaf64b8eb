package app;
interface Names {
    String DEFAULT = of("default");

    static String of(String name) {
        return "called " + hidden(name);
    }

    private static String hidden(String name) {
        return name + ";";
    }
}
