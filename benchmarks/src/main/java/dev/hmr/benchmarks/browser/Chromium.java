package dev.hmr.benchmarks.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.hmr.benchmarks.BenchmarkFailed;
import dev.hmr.benchmarks.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Chromium from the PATH, without a window. The thread that launched it only, which closes it. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws BenchmarkFailed if there is none */
    static Chromium launch() {
        Path program = NAMES.stream()
                .map(Command::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new BenchmarkFailed(
                        "There is no Chromium: none of " + String.join(", ", NAMES) + " is on the PATH."));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new LaunchOptions()
                                    .setExecutablePath(program)
                                    .setArgs(List.of(
                                            "--no-sandbox", "--disable-gpu", "--disable-background-networking"))));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A page of its own context, so that the browser does not take it for one in the background. */
    Page open(String address) {
        Page page = browser.newContext().newPage();
        page.navigate(address);
        return page;
    }

    String version() {
        return browser.version();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
