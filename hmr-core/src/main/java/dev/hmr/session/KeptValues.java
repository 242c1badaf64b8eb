package dev.hmr.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link dev.hmr.Hmr#keep}, by key. A value whose own class was reloaded is made again; the one before is
 * closed when the reload succeeds, or comes back when it does not. Thread-safe; no lock is held while user code runs.
 */
public final class KeptValues {
    private final Map<String, CompletableFuture<Object>> values = new LinkedHashMap<>();
    private final Map<String, Object> replaced = new LinkedHashMap<>();
    private Predicate<Class<?>> current = type -> true;

    /** From now on a value is current if this says so of its class. */
    public synchronized void currentIf(Predicate<Class<?>> isCurrent) {
        this.current = isCurrent;
    }

    /**
     * The value kept under a key, made now if there is none.
     *
     * @throws RuntimeException what the supplier throws; nothing is kept then
     */
    @SuppressWarnings("unchecked")
    public <T> T keep(String key, Supplier<T> supplier) {
        CompletableFuture<Object> mine = new CompletableFuture<>();
        CompletableFuture<Object> promised = promise(key, mine);
        if (promised == mine) {
            make(key, supplier, mine);
        }
        try {
            return (T) promised.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private synchronized CompletableFuture<Object> promise(String key, CompletableFuture<Object> mine) {
        CompletableFuture<Object> promised = values.get(key);
        if (promised != null && (!promised.isDone() || isCurrent(promised))) {
            return promised;
        }
        if (promised != null && !promised.isCompletedExceptionally()) {
            replaced.putIfAbsent(key, promised.join());
        }
        values.put(key, mine);
        return mine;
    }

    private boolean isCurrent(CompletableFuture<Object> made) {
        return !made.isCompletedExceptionally() && current.test(made.join().getClass());
    }

    private void make(String key, Supplier<?> supplier, CompletableFuture<Object> promise) {
        try {
            Object value = supplier.get();
            if (value == null) {
                throw new IllegalArgumentException(
                        "Hmr.keep(\"" + key + "\", …) was given a supplier that returns null");
            }
            promise.complete(value);
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                values.remove(key, promise);
            }
            promise.completeExceptionally(e);
        }
    }

    /** The values there are, by a description for the developer. */
    synchronized Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        made().forEach((key, value) -> described.put("the kept value Hmr.keep(\"" + key + "\", …)", value));
        return described;
    }

    /** The values there are, by key. */
    synchronized Map<String, Object> made() {
        Map<String, Object> made = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (value.isDone() && !value.isCompletedExceptionally()) {
                made.put(key, value.join());
            }
        });
        return made;
    }

    /** The reload succeeded. Returns the values it replaced, for the caller to close. */
    public synchronized List<Object> commit() {
        List<Object> old = new ArrayList<>(replaced.values());
        replaced.clear();
        return old;
    }

    /** The reload failed: the values it replaced come back. Returns those made in their place, for the caller to close. */
    public synchronized List<Object> rollBack() {
        List<Object> unwanted = new ArrayList<>();
        replaced.forEach((key, value) -> {
            CompletableFuture<Object> made = values.put(key, CompletableFuture.completedFuture(value));
            @Nullable Object instead = made == null || made.isCompletedExceptionally() ? null : made.getNow(value);
            if (instead != null && instead != value) {
                unwanted.add(instead);
            }
        });
        replaced.clear();
        return unwanted;
    }

    /** Forgets everything. Returns all values in the order in which they were made, for the caller to close. */
    public synchronized List<Object> clear() {
        List<Object> all = new ArrayList<>(commit());
        values.values().stream()
                .filter(value -> value.isDone() && !value.isCompletedExceptionally())
                .forEach(value -> all.add(value.join()));
        values.clear();
        current = type -> true;
        return all;
    }
}
