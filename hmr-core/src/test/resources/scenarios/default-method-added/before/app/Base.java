package app;
public class Base {
    public String greet() {
        return "hello from base";
    }
}
