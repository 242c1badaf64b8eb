package one;
public class Shape {
    public static String name() {
        return "one";
    }
}
