package app;
class Second {
    static final int NEXT = First.ONE + 1;
}
