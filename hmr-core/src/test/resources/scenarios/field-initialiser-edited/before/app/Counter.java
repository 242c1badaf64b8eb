package app;
class Counter {
    static final Integer STEP = 5;
    int start = 1;
}
