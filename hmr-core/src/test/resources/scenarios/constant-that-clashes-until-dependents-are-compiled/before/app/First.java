package app;
class First {
    static final int ONE = 1;

    static String name(int n) {
        switch (n) {
            case ONE:
                return "one ";
            case Second.NEXT:
                return "next ";
            default:
                return "none ";
        }
    }
}
