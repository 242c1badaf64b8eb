package dev.hmr.protocol;

import java.util.List;

/**
 * What the developer page shows. Immutable and thread-safe.
 *
 * @param generation the one that serves now
 * @param reloads what came of the last saves, the latest first
 * @param pages the pages that are connected, the latest first
 */
public record DeveloperState(long generation, List<Reload> reloads, List<OpenPage> pages, CodeView code) {

    /**
     * What came of one save.
     *
     * @param at when, in milliseconds since 1970
     * @param verdict a word
     * @param files the names of what was saved
     * @param routes the routes whose code changed
     * @param reasons why what was reloaded, failed, or needs a restart, a sentence each
     * @param phases where the time went
     */
    public record Reload(
            long generation,
            long at,
            String verdict,
            List<String> files,
            List<String> routes,
            List<String> reasons,
            List<Phase> phases) {}

    /** A part of the time that a reload took. */
    public record Phase(String name, double millis) {}

    /**
     * A page in a browser.
     *
     * @param generation the one that made its document
     * @param requests what it was made from: method, path and use
     */
    public record OpenPage(String url, long generation, List<String> requests) {}
}
