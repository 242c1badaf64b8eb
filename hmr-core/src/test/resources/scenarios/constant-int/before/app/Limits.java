package app;
class Limits {
    static final int LIMIT = 10;
}
