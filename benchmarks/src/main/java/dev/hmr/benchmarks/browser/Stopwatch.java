package dev.hmr.benchmarks.browser;

import com.microsoft.playwright.Page;
import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Takes the time from a save. One thread at a time. */
final class Stopwatch {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Between two questions, so that asking does not take the processor from what is measured. */
    private static final Duration PAUSE = Duration.ofMillis(2);

    /** Looks as often as a page can without being in the way, and notes the time by the page's clock. */
    private static final String WATCH = """
            () => { window.seen = new Promise((resolve, reject) => {
                setTimeout(reject, %d, "The page does not show what was saved.");
                const look = () => %s ? resolve(performance.timeOrigin + performance.now()) : setTimeout(look);
                look();
            }); }""";

    private Stopwatch() {}

    /** Milliseconds from just before the file is written until the page shows it, by the page's own clock. */
    static double untilSeen(Page page, Edited edited, int revision) throws IOException {
        page.evaluate(WATCH.formatted(LIMIT.toMillis(), edited.seen().apply(revision)));
        Instant start = Instant.now();
        edited.save(revision);
        double seen = ((Number) page.evaluate("window.seen")).doubleValue();
        return seen - millis(Duration.between(Instant.EPOCH, start));
    }

    /** Milliseconds from just before the file is written until an answer has the text. */
    static double untilAnswered(HttpConnection server, String path, Edited edited, int revision, String text)
            throws IOException {
        long start = System.nanoTime();
        edited.save(revision);
        while (!server.get(path).body().contains(text)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new BenchmarkFailed(path + " does not show what was saved: " + text);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
