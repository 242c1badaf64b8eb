package dev.hmr.session;

import dev.hmr.protocol.Route;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of one change set.
 *
 * @param generation the generation that serves now
 * @param files what was saved
 * @param resources changed files that are not Java, as they are named below their root: {@code public/style.css}
 * @param routes the routes whose code changed, and those that are new or gone
 * @param reasons a sentence for each unit that was reloaded, dependencies first
 */
public record ReloadEvent(
        long generation,
        Verdict verdict,
        List<Path> files,
        List<String> resources,
        List<Route> routes,
        List<String> reasons,
        Timings timings) {}
