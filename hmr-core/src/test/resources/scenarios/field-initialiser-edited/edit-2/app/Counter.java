package app;
class Counter {
    static final Integer STEP = 6;
    int start = 2;
}
