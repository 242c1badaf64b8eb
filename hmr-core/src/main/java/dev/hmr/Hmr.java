package dev.hmr;

import dev.hmr.session.Lifetimes;
import java.util.function.Supplier;

/**
 * What application code may say to the reloader. All methods may be called from any thread, and do what one expects when
 * nothing reloads, so that the calls can stay in production code.
 *
 * <pre>{@code
 * static void routes(JavalinConfig config) {
 *     Model model = Hmr.keep("model", Model::load);
 *     ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
 *     Hmr.onDispose(clock::shutdownNow);
 * }
 * }</pre>
 */
public final class Hmr {
    private Hmr() {}

    /**
     * A value that survives reloads: made once, then the same object as long as its own class is not reloaded. If that is
     * reloaded the value is made again, and the old one closed if it is {@link AutoCloseable}. When the server is closed,
     * so are all kept values.
     *
     * @param key names the value within the process
     * @param supplier makes the value, on the calling thread; other callers of the same key wait. Must not return null
     * @throws RuntimeException what the supplier throws; nothing is kept then, and the next call tries again
     */
    public static <T> T keep(String key, Supplier<T> supplier) {
        return Lifetimes.ofProcess().kept().keep(key, supplier);
    }

    /**
     * Has an action run when the code that registers it has been replaced and the last request on it has ended, or when the
     * server is closed. Actions run on a thread of HMR's, last registered first; one that takes longer than five seconds
     * is interrupted and no longer waited for, one that fails is reported and the others still run.
     */
    public static void onDispose(AutoCloseable action) {
        Lifetimes.ofProcess().onDispose(action);
    }
}
