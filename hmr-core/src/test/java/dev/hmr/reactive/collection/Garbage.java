package dev.hmr.reactive.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.function.IntSupplier;

/** Makes the collector look. */
final class Garbage {
    private static final int ATTEMPTS = 50;

    private Garbage() {}

    /** Returns once something that became garbage before has been collected. */
    static void collect() {
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        for (int i = 0; i < ATTEMPTS && garbage.get() != null; i++) {
            System.gc();
        }
        assertThat(garbage.get()).isNull();
    }

    /** References may be queued a little after they were cleared: asks again until the count is right. */
    static void awaitEqual(IntSupplier count, int expected) {
        await().pollInSameThread().untilAsserted(() -> {
            System.gc();
            assertThat(count.getAsInt()).isEqualTo(expected);
        });
    }
}
