package dev.hmr.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Where the code of {@link LeakReportTest} leaves things behind. It is never reloaded. */
public final class Leftovers {
    public static final List<Object> KEPT = new ArrayList<>();
    private static volatile CountDownLatch end = new CountDownLatch(0);

    private Leftovers() {}

    static void begin() {
        end = new CountDownLatch(1);
    }

    static void end() {
        end.countDown();
        KEPT.clear();
    }

    /** Returns at the end of the test. */
    public static void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
