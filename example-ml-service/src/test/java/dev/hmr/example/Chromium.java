package dev.hmr.example;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real Chromium: one on the {@code PATH}, or the one that Playwright installed. The thread that launched it only. */
final class Chromium implements AutoCloseable {
    /** Set to {@code true}, it makes a missing Chromium a failure, where otherwise the tests are skipped. */
    private static final String REQUIRED = "HMR_REQUIRE_BROWSER";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Launches it without a window.
     *
     * @throws org.opentest4j.TestAbortedException if there is none
     * @throws AssertionError if there is none where one is required
     */
    static Chromium launchOrSkip() {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            Path program = onPath().or(() -> ofPlaywright(playwright)).orElseGet(Chromium::missing);
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new LaunchOptions()
                                    .setExecutablePath(program)
                                    .setTimeout(RunningExample.PATIENCE.toSeconds() * 1e3)
                                    .setArgs(List.of(
                                            "--no-sandbox",
                                            "--disable-gpu",
                                            "--disable-background-networking",
                                            "--disable-component-update",
                                            "--disable-sync",
                                            "--no-first-run"))));
        } catch (RuntimeException | Error e) {
            playwright.close();
            throw e;
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> onPath() {
        String path = System.getenv("PATH");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path == null ? "" : path)
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> NAMES.stream()
                        .flatMap(name -> Stream.of(Path.of(directory, name), Path.of(directory, name + ".exe"))))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Optional<Path> ofPlaywright(Playwright playwright) {
        return Optional.of(Path.of(playwright.chromium().executablePath())).filter(Files::isExecutable);
    }

    private static Path missing() {
        String reason = "There is no Chromium: none of " + String.join(", ", NAMES)
                + " is on the PATH, and Playwright has not installed one. Install the package chromium.";
        if ("true".equals(System.getenv(REQUIRED))) {
            throw new AssertionError(reason + " " + REQUIRED + " is true, so this is a failure.");
        }
        return abort(reason);
    }
}
