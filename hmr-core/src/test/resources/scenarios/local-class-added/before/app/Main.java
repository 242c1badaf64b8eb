package app;

class Main {
    private int asked;

    static String answer() {
        return new Main().all(List.of());
    }

    private record List() {
        static List of() {
            return new List();
        }
    }

    private String all(List list) {
        return list.toString();
    }
}
