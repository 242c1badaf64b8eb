package app;

class Main {
    static final Object KEPT = new Object();
    int size;

    static String answer() {
        return new Item("whole").quoted();
    }

    private record Item(String name) {
        private String quoted() {
            return "'" + name + "'";
        }
    }
}
