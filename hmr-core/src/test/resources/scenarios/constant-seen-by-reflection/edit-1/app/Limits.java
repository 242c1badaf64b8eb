package app;

class Limits {
    static final int TOP = 2;
    static final int BOTTOM = 0;
}
