package app;
public class Sub extends Base {
    public static String greeting() {
        return "sub";
    }
}
