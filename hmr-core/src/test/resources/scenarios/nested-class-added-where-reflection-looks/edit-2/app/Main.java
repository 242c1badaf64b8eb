package app;

class Main {
    static String answer() {
        return "item " + Nests.areOne(new Item(), Main.class);
    }

    static class Item {
        @Override
        public String toString() {
            return "item";
        }
    }
}
