package app;

import java.util.concurrent.atomic.AtomicInteger;

class Limits {
    static final AtomicInteger SHARED = new AtomicInteger(3);
    public static String suffix = "!";

    static String asked() {
        return SHARED.get() + suffix;
    }
}
