package two;
public class Shape {
    public static String name() {
        return "two";
    }
}
