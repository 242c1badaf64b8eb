package app;
class Shapes {
    static Shape other() {
        return new Circle();
    }

    static String describe(Shape shape) {
        return shape + " of " + Shape.class.getPermittedSubclasses().length;
    }
}
