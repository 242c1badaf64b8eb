package app;
class Untouched {
    static int calls;
}
