package dev.hmr.benchmarks.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Saves a style sheet and a handler, and prints how long each save took to be seen in a page of a real Chromium – and how
 * long Vite, which is fetched with npm, takes for the same style sheet in the same browser:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.browser.SaveToSeen
 * }</pre>
 *
 * <p>Each round measures one save of each kind, so that all meet the machine in the same state.
 */
public final class SaveToSeen {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;
    /** A developer looks at a change before the next: what HMR and the browser tidy up meanwhile is not measured. */
    private static final Duration REST = Duration.ofMillis(250);

    private final Page style;
    private final Page title;
    private final Application application;
    private final HttpConnection server;
    private final @Nullable Vite vite;
    private final @Nullable Page other;

    private SaveToSeen(Chromium chromium, Application application, HttpConnection server, @Nullable Vite vite) {
        this.style = chromium.open(application.address("/"));
        this.title = chromium.open(application.address("/title"));
        this.application = application;
        this.server = server;
        this.vite = vite;
        this.other = vite == null ? null : chromium.open(vite.address());
    }

    /** Without arguments. */
    public static void main(String[] arguments) throws IOException {
        try {
            Optional<Vite> vite = Vite.start();
            try {
                System.out.println(measure(vite.orElse(null), WARM_UP, ROUNDS));
            } finally {
                if (vite.isPresent()) {
                    vite.get().close();
                }
            }
        } catch (BenchmarkFailed | PlaywrightException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** Measures, and says what came of it. */
    static Seen measure(@Nullable Vite vite, int warmUp, int rounds) throws IOException {
        try (Chromium chromium = Chromium.launch();
                Application application = Application.start();
                HttpConnection server = HttpConnection.open(application.port())) {
            return new SaveToSeen(chromium, application, server, vite).run(chromium.version(), warmUp, rounds);
        }
    }

    private Seen run(String browser, int warmUp, int rounds) throws IOException {
        Seen seen = new Seen(browser);
        title.locator("input").fill("half a na");
        for (int i = 1; i <= warmUp; i++) {
            round(new Seen(browser), 2 * i);
        }
        for (int i = 1; i <= rounds; i++) {
            round(seen, 2 * (warmUp + i));
        }
        if (!title.locator("input").inputValue().equals("half a na")) {
            throw new BenchmarkFailed("What was typed is lost: the page was loaded again and not morphed.");
        }
        return seen;
    }

    private void round(Seen seen, int revision) throws IOException {
        rest();
        seen.styleSheet().add(Stopwatch.untilSeen(style, application.styleSheet(), revision));
        if (vite != null && other != null) {
            rest();
            seen.vite().add(Stopwatch.untilSeen(other, vite.styleSheet(), revision));
        }
        rest();
        seen.handler().add(Stopwatch.untilSeen(title, application.handler(), revision));
        rest();
        String after = Application.title(revision + 1) + "<";
        seen.answer().add(Stopwatch.untilAnswered(server, "/title", application.handler(), revision + 1, after));
    }

    private static void rest() {
        LockSupport.parkNanos(REST.toNanos());
    }
}
