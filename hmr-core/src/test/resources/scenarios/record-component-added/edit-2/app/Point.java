package app;
record Point(int x, int y, String label) {
    static Point origin() {
        return new Point(0, 0, "origin");
    }
}
