package dev.hmr.session;

/** Told what came of each save, on the session's thread: a listener that takes long delays the next reload. */
@FunctionalInterface
public interface ReloadListener {
    void reloaded(ReloadEvent event);
}
