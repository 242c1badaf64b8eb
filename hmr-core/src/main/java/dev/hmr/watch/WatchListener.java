package dev.hmr.watch;

/**
 * Told what changed. Both methods are called on the watcher's own thread, one call at a time; changes made meanwhile
 * are collected and follow.
 */
public interface WatchListener {

    /** Files changed. What it throws is handed to {@link #failed}, and watching continues. */
    void changed(ChangeSet changes);

    /**
     * Something about watching went wrong, and watching continues as well as it can: a file or directory that cannot be
     * read (said once for each), a root that has to be polled because the system's limit of watches is reached (said
     * once for each), or what {@link #changed} threw.
     *
     * @param failure its message says what failed, on which path, and what to do
     */
    void failed(Throwable failure);
}
