package app;
public interface Greets {
    default String greet() {
        return "hello again";
    }
}
