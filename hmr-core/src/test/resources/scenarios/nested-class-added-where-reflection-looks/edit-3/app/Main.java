package app;

class Main {
    static String answer() {
        try {
            return "item " + Item.class.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return e.toString();
        }
    }

    private static class Item {
        @Override
        public String toString() {
            return "new";
        }
    }
}
