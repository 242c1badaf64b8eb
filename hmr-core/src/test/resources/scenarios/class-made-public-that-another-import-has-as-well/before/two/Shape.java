package two;
class Shape {
    public static String name() {
        return "two";
    }
}
