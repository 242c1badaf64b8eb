package app;
class Main {
    static String answer() {
        return Shapes.describe(new Circle()) + ", " + Shapes.describe(Shapes.other());
    }
}
