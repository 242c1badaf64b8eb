package app;

public class Item {
    public String name() {
        return "name";
    }
}
