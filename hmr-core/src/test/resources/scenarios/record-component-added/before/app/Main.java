package app;
class Main {
    static String answer() {
        Point point = Point.origin();
        return point + " " + point.equals(Point.origin());
    }
}
