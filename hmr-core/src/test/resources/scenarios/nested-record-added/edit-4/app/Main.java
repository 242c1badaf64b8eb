package app;

class Main {
    static final Object KEPT = new Object();
    int size;

    static String answer() {
        return new Other(new Item("x")).text();
    }

    private record Item(String name) {
        private String quoted() {
            return "'" + name + "'";
        }
    }

    private record Other(Item item) {
        private String text() {
            return item.quoted() + item.name;
        }
    }
}
