package app;
enum Operation {
    PLUS {
        String apply(int a, int b) {
            return a + "+" + b + "=" + (a + b) + " ";
        }
    },
    TIMES {
        String apply(int a, int b) {
            return a + "x" + b + "=" + (a * b);
        }
    };

    abstract String apply(int a, int b);
}
