package dev.hmr.session;

import java.util.ArrayList;
import java.util.List;

/** What user code registered to be disposed of while one version of it was in use. Thread-safe. */
public final class Lifetime {
    private final List<AutoCloseable> actions = new ArrayList<>();

    synchronized void add(AutoCloseable action) {
        actions.add(action);
    }

    /** Takes the actions out, in the order in which they were registered. */
    synchronized List<AutoCloseable> end() {
        List<AutoCloseable> all = List.copyOf(actions);
        actions.clear();
        return all;
    }
}
