package app;

class Shop {
    private static final Shop ONLY = new Shop();
    private static int served;
    private long total = 10;

    static String serve() {
        return "closed";
    }

    private String name(String who) {
        return "shop of " + who;
    }

    private static int one() {
        return 1;
    }

    static class Till {
        private int coins = 3;
    }
}
