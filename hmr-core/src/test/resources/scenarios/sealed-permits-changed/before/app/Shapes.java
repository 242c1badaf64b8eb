package app;
class Shapes {
    static Shape other() {
        return new Square();
    }

    static String describe(Shape shape) {
        return shape + " of " + Shape.class.getPermittedSubclasses().length;
    }
}
