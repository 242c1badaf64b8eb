package app;

class Nests {
    static boolean areOne(Object one, Class<?> other) {
        return one.getClass().isNestmateOf(other);
    }
}
