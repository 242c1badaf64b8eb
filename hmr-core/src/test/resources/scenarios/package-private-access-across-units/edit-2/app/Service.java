package app;
class Service {
    static final Service SHARED = new Service("shared");
    static int made;
    int calls;
    private final String name;

    Service(String name) {
        this.name = name;
        made += 5;
    }

    String name() {
        return name + made;
    }
}
