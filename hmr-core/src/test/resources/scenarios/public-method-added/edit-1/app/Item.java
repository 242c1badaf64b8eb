package app;

public class Item {
    public String name() {
        return "name";
    }

    public String getName() {
        return name();
    }
}
