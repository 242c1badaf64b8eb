package dev.hmr.heap;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What stays when {@link Leaks} is replaced: the places where it leaves something behind, and the word to end it all. */
public final class Undo {
    public static final CountDownLatch END = new CountDownLatch(1);
    public static final List<Object> REGISTRY = new ArrayList<>();
    public static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
    public static final ExecutorService POOL = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "long-lived-pool");
        thread.setDaemon(true);
        return thread;
    });
    public static final Runnable WAITING = Undo::await;
    public static final AtomicReference<Throwable> FAILURE = new AtomicReference<>();
    public static @Nullable Class<?> type;
    public static @Nullable Logger logger;
    public static WeakReference<Thread> hook = new WeakReference<>(null);

    private Undo() {}

    /** Starts the thread of the pool, which holds the task that it ran last until it has another one. */
    public static void forgetLastTask() throws Exception {
        POOL.submit(() -> {}).get();
    }

    private static void await() {
        try {
            END.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static boolean isEnded() {
        return END.getCount() == 0;
    }
}
