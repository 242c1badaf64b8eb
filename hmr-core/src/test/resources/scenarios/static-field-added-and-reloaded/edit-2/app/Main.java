package app;

import java.util.concurrent.atomic.AtomicInteger;

class Main {
    private static final AtomicInteger ASKED = new AtomicInteger(10);
    private static int counter;

    static String answer() {
        counter += 2;
        return "Asked " + ASKED.incrementAndGet() + " " + counter;
    }
}
