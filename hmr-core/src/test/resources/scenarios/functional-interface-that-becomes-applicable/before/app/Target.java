package app;
class Target {
    static String run(One one) {
        return "one " + one.call("x");
    }

    static String run(Two two) {
        return "two";
    }
}
