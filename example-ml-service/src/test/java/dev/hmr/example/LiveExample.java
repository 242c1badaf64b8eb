package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The example running from a copy that tests edit, and a browser that shows it: one of each for all tests of a class, a
 * context of the browser for each test. After a test every file is as it was before, and no page may have thrown.
 */
final class LiveExample implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final List<Tab> tabs = new ArrayList<>();
    private @Nullable Path directory;
    private @Nullable Chromium chromium;
    private @Nullable ExampleProject project;
    private @Nullable RunningExample example;
    private @Nullable BrowserContext context;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        chromium = Chromium.launchOrSkip();
        directory = Files.createTempDirectory("hmr-example");
        project = ExampleProject.copyTo(directory);
        example = RunningExample.start(project);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        openContext(new Browser.NewContextOptions());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context().close();
        example().restore();
        List<Tab> opened = List.copyOf(tabs);
        tabs.clear();
        assertThat(opened).allSatisfy(tab -> assertThat(tab.errors()).isEmpty());
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        if (example != null) {
            example.close();
        }
        if (chromium != null) {
            chromium.close();
        }
        if (directory != null) {
            delete(directory);
        }
    }

    ExampleProject project() {
        return Objects.requireNonNull(project);
    }

    RunningExample example() {
        return Objects.requireNonNull(example);
    }

    /** Kills the process and starts another on the same port. */
    void restart() throws IOException {
        example().close();
        example = RunningExample.startOn(example().port(), project());
    }

    BrowserContext context() {
        return Objects.requireNonNull(context);
    }

    /** Replaces the context of this test by one with other options. */
    void openContext(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = Objects.requireNonNull(chromium).browser().newContext(options);
    }

    /** Opens a page of the example in a tab, and waits until HMR has connected to it. */
    Tab open(String path) {
        return openAt(example().url(path));
    }

    /** Like {@link #open}, by any address. */
    Tab openAt(String url) {
        Tab tab = Tab.open(context().newPage(), url);
        tabs.add(tab);
        return tab;
    }

    /** The tabs that this test has opened. */
    List<Tab> tabs() {
        return tabs;
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
