package app;
record Point(int y, int x, String label) {
    static Point origin() {
        return new Point(0, 0, "origin");
    }
}
