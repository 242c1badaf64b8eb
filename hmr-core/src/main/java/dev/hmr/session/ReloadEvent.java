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
 * @param redefined classes whose code changed where they are; their objects and static values stay
 * @param reloaded units that have a new version
 * @param initializedAgain classes that start with new static values because their initializer, or what it runs, changed
 */
public record ReloadEvent(
        long generation,
        Verdict verdict,
        List<Path> files,
        List<String> resources,
        List<Route> routes,
        List<String> reasons,
        List<String> redefined,
        List<String> reloaded,
        List<String> initializedAgain,
        Timings timings) {
    /** What came of it, for people: the verdict, and the way it was taken if it is live. */
    public String outcome() {
        if (!(verdict instanceof Verdict.Live) || redefined.isEmpty()) {
            return verdict.word();
        }
        return reloaded.isEmpty() ? "live in place" : "live, partly in place";
    }
}
