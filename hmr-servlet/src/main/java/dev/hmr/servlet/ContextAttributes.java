package dev.hmr.servlet;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a {@code ServletContext} as one generation of the application sees them. Thread-safe.
 *
 * <p>They survive reloads. What the application sets while it is being started is its own, though: another version may be
 * serving then, which must neither see the new objects nor dispose of them when it ends. Later versions start with what the
 * one before them had.
 */
public final class ContextAttributes {
    private static final Object REMOVED = new Object();

    /** Set while serving: the same for all generations. */
    private final Map<String, Object> shared;
    /** Set while starting, by this generation or one before. */
    private final ConcurrentMap<String, Object> own;

    private volatile boolean serving;

    /** Of the first generation. */
    public ContextAttributes() {
        this(new ConcurrentHashMap<>());
    }

    /**
     * Of the first generation, where the container made its context.
     *
     * @param first what the container keeps that context's attributes in; thread-safe
     */
    public ContextAttributes(Map<String, Object> first) {
        this(first, new ConcurrentHashMap<>());
    }

    private ContextAttributes(Map<String, Object> shared, ConcurrentMap<String, Object> own) {
        this.shared = shared;
        this.own = own;
    }

    /** Of the generation after this one. */
    public ContextAttributes next() {
        return new ContextAttributes(shared, new ConcurrentHashMap<>(own));
    }

    /** Whether an attribute belongs to the container, and so to one context. */
    public static boolean isTheContainers(String name) {
        return name.startsWith("jakarta.") || name.startsWith("org.eclipse.jetty.") || name.startsWith("org.apache.");
    }

    /** The generation has been started: from now on it shares what it sets. */
    public void started() {
        serving = true;
    }

    public @Nullable Object get(String name) {
        Object mine = own.get(name);
        return mine == null ? shared.get(name) : mine == REMOVED ? null : mine;
    }

    /** Sets an attribute, or removes it if the value is null. Returns what it was. */
    public @Nullable Object set(String name, @Nullable Object value) {
        Object before = get(name);
        if (!serving || own.containsKey(name)) {
            own.put(name, value == null ? REMOVED : value);
        } else if (value == null) {
            shared.remove(name);
        } else {
            shared.put(name, value);
        }
        return before;
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>(shared.keySet());
        names.addAll(own.keySet());
        names.removeIf(name -> get(name) == null);
        return names;
    }
}
