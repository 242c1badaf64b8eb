package app;

class Limits {
    static final int TOP = 1;
}
