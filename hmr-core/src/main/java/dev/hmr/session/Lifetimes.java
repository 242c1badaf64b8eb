package dev.hmr.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what user code registers through {@link dev.hmr.Hmr}: the version that is being put together on the calling
 * thread if there is one, else the one that was put together last. Also holds the kept values. Thread-safe.
 */
public final class Lifetimes {
    /** One per process, because {@link dev.hmr.Hmr}'s methods are static. */
    private static final Lifetimes OF_PROCESS = new Lifetimes();

    private final KeptValues kept = new KeptValues();
    private final Disposal disposal =
            new Disposal((what, cause) -> System.getLogger("dev.hmr").log(System.Logger.Level.ERROR, what, cause));
    private static final ThreadLocal<Lifetime> BUILDING = new ThreadLocal<>();
    private volatile Lifetime latest = new Lifetime();

    private Lifetimes() {}

    /** The lifetimes that user code registers with. */
    public static Lifetimes ofProcess() {
        return OF_PROCESS;
    }

    public KeptValues kept() {
        return kept;
    }

    /** Registers an action with the owner that the calling thread has now. */
    public void onDispose(AutoCloseable action) {
        Lifetime mine = BUILDING.get();
        (mine == null ? latest : mine).add(action);
    }

    /** Runs user code; what it registers belongs to this lifetime. */
    public <T> T building(Lifetime lifetime, Supplier<T> userCode) {
        @Nullable Lifetime outer = BUILDING.get();
        BUILDING.set(lifetime);
        latest = lifetime;
        try {
            return userCode.get();
        } finally {
            if (outer == null) {
                BUILDING.remove();
            } else {
                BUILDING.set(outer);
            }
        }
    }

    /** A version has been replaced: disposes of what it owned, and of kept values made again since, once it is idle. */
    CompletionStage<Void> replaced(Lifetime old, CompletionStage<?> idle) {
        return disposal.after(idle, with(old.end(), kept.commit()));
    }

    /** A version will not be used: disposes of what it owned; the kept values are as they were before it. */
    CompletionStage<Void> failed(Lifetime unused, Lifetime current) {
        latest = current;
        return disposal.after(CompletableFuture.completedFuture(null), with(unused.end(), kept.rollBack()));
    }

    /** The application ends: disposes of what it owned and of all kept values. Completes when that is done or out of time. */
    public CompletionStage<Void> closed(Lifetime last) {
        return disposal.after(CompletableFuture.completedFuture(null), with(last.end(), kept.clear()));
    }

    /** Values are closed last, the one made last first. */
    private static List<AutoCloseable> with(List<AutoCloseable> actions, List<Object> values) {
        List<AutoCloseable> all = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof AutoCloseable closeable) {
                all.add(closeable);
            }
        }
        all.addAll(actions);
        return all;
    }
}
