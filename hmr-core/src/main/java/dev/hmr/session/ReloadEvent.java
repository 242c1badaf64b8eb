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
 * @param reasons how it came to that, a sentence for each step: members that changed, sources compiled along, units
 *     reloaded (dependencies first) and kept, routes affected
 * @param initializedAgain classes that start with new static values because their initializer, or what it runs, changed
 */
public record ReloadEvent(
        long generation,
        Verdict verdict,
        List<Path> files,
        List<String> resources,
        List<Route> routes,
        List<String> reasons,
        List<String> initializedAgain,
        Timings timings) {}
