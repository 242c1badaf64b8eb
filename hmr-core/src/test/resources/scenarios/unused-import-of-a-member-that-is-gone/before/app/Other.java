package app;
public class Other {
    public static int gone() {
        return 1;
    }
}
