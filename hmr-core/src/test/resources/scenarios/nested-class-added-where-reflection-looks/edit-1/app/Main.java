package app;

class Main {
    static String answer() {
        return new Item().toString();
    }

    static class Item {
        @Override
        public String toString() {
            return "item";
        }
    }
}
