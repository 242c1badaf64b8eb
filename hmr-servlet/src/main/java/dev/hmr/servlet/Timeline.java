package dev.hmr.servlet;

import dev.hmr.protocol.DeveloperState.Phase;
import dev.hmr.protocol.DeveloperState.Reload;
import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Timings;
import dev.hmr.session.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What came of the last saves. Thread-safe. */
final class Timeline {
    private static final int MAX_EVENTS = 100;

    /** The latest first, with the time it came. */
    private final Deque<Entry> events = new ArrayDeque<>();

    private record Entry(long at, ReloadEvent event) {}

    synchronized void add(ReloadEvent event) {
        events.addFirst(new Entry(System.currentTimeMillis(), event));
        if (events.size() > MAX_EVENTS) {
            events.removeLast();
        }
    }

    /** The latest first. */
    synchronized List<Reload> reloads() {
        return events.stream().map(Timeline::reload).toList();
    }

    private static Reload reload(Entry entry) {
        ReloadEvent event = entry.event();
        return new Reload(
                event.generation(),
                entry.at(),
                event.outcome(),
                event.files().stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .toList(),
                event.routes().stream().map(Route::toString).toList(),
                reasons(event),
                phases(event.timings()));
    }

    private static List<String> reasons(ReloadEvent event) {
        if (event.verdict() instanceof Verdict.Failed failed) {
            return List.of(failed.headline());
        }
        return event.verdict() instanceof Verdict.RestartNeeded restart ? restart.reasons() : event.reasons();
    }

    private static List<Phase> phases(Timings timings) {
        return List.of(
                phase("detect", timings.detect()),
                phase("compile", timings.compile()),
                phase("load", timings.load()),
                phase("swap", timings.swap()));
    }

    private static Phase phase(String name, Duration duration) {
        return new Phase(name, duration.toNanos() / 1e6);
    }
}
