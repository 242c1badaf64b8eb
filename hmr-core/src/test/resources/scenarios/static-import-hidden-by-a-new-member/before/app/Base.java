package app;
public class Base {
    public static String greeting() {
        return "base";
    }
}
