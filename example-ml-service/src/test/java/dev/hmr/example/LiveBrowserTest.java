package dev.hmr.example;

import static dev.hmr.example.ExampleProject.ABOUT_PAGE;
import static dev.hmr.example.ExampleProject.ABOUT_SCRIPT;
import static dev.hmr.example.ExampleProject.APP;
import static dev.hmr.example.ExampleProject.DETECT_HANDLER;
import static dev.hmr.example.ExampleProject.STYLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.Update;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an open page does by itself when a file is saved. */
class LiveBrowserTest {
    private static final String GREETING = "This looks like ";

    @TempDir
    static Path directory;

    private static Chromium chromium;
    private static ExampleProject project;
    private static RunningExample example;

    private final List<Tab> tabs = new ArrayList<>();
    private BrowserContext context;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.launchOrSkip();
        project = ExampleProject.copyTo(directory);
        example = RunningExample.start(project);
    }

    @AfterAll
    static void stop() {
        if (example != null) {
            example.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openContext() {
        context = chromium.browser().newContext();
    }

    @AfterEach
    void restore() {
        context.close();
        example.restore();
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.errors()).isEmpty());
    }

    @Test
    void thePageThatUsesTheEditedRouteUpdatesItselfAndTheOtherStays() {
        Tab index = open("/");
        Tab about = open("/about");
        index.awaitText("#message", "This looks like French.");
        index.mark();
        about.mark();
        index.screenshot("page-before");

        project.replace(DETECT_HANDLER, GREETING, "By the look of it, this is ");

        index.awaitText("#message", "By the look of it, this is French.");
        index.screenshot("page-after");
        about.awaitNews(Update.class, 1);
        assertThat(index.isMarked()).isFalse();
        assertThat(about.isMarked()).isTrue();

        // Had the first update reloaded /about, the page would have said so before it says this.
        index.awaitNews(Connected.class, 2);
        project.replace(ABOUT_SCRIPT, "item.textContent = name;", "item.textContent = `Language: ${name}`;");

        about.awaitText("#languages", "Language: Vietnamese");
        index.awaitNews(Update.class, 2);
        assertThat(about.refreshes()).containsExactly("[hmr] public/about.js changed: refreshing.");
        assertThat(about.documents()).isEqualTo(2);
        assertThat(index.refreshes()).containsExactly("[hmr] POST /detect changed: refreshing.");
        assertThat(index.documents()).isEqualTo(2);
    }

    @Test
    void anEditOfItsDocumentReloadsAPage() {
        Tab about = open("/about");

        project.replace(ABOUT_PAGE, "<h2>The languages</h2>", "<h2>All that it knows</h2>");

        about.awaitText("h2 >> nth=1", "All that it knows");
        about.awaitNews(Connected.class, 2);
        assertThat(about.documents()).isEqualTo(2);
    }

    @Test
    void anEditOfAStyleSheetRefreshesThePageThatUsesIt() {
        Tab index = open("/");
        index.awaitStyle("h1", "textTransform", "none");

        project.save(STYLE, project.read(STYLE) + "\nh1 { text-transform: uppercase; }\n");

        index.awaitStyle("h1", "textTransform", "uppercase");
        assertThat(index.refreshes()).containsExactly("[hmr] public/style.css changed: refreshing.");
    }

    @Test
    void aCompileErrorCoversEveryPageUntilItIsFixed() {
        Tab index = open("/");
        Tab about = open("/about");

        project.replace(DETECT_HANDLER, "scores.isEmpty()", "scores.isVoid()");

        String broken = "        if (scores.isVoid()) {";
        String place =
                DETECT_HANDLER + ":" + project.lineOf(DETECT_HANDLER, broken) + ":" + (broken.indexOf(".isVoid") + 1);
        assertShows(index.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);
        assertShows(about.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);
        index.screenshot("overlay-compile-error");

        Tab late = open("/about");
        assertShows(late.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);

        project.replace(DETECT_HANDLER, "scores.isVoid()", "scores.isEmpty()");

        for (Tab tab : tabs) {
            tab.awaitNoOverlay();
            assertThat(tab.news(Failure.class)).hasSize(1);
            assertThat(tab.news(Cleared.class)).hasSize(1);
            assertThat(tab.documents()).isEqualTo(1);
        }
    }

    @Test
    void aFixThatChangesSomethingClearsTheOverlayAndUpdatesThePage() {
        Tab index = open("/");
        Tab about = open("/about");
        project.replace(DETECT_HANDLER, "import java.util.List;", "import java.util.List");
        index.awaitOverlay();
        about.awaitOverlay();

        String fixed = project.original(DETECT_HANDLER).replace(GREETING, "Fixed: ");
        project.save(DETECT_HANDLER, fixed);

        index.awaitText("#message", "Fixed: French.");
        index.awaitNoOverlay();
        about.awaitNoOverlay();
        assertThat(about.documents()).isEqualTo(1);
    }

    @Test
    void anExceptionInTheRoutesCoversThePageUntilItIsFixed() {
        Tab index = open("/");
        String failing = "        java.util.Objects.requireNonNull(null, \"no routes today\");";

        project.replace(APP, "        config.staticFiles.add(\"/public\");", failing);

        String place = APP + ":" + project.lineOf(APP, failing);
        assertShows(
                index.awaitOverlay(),
                "Start-up error",
                place,
                "java.lang.NullPointerException: no routes today",
                failing);
        index.screenshot("overlay-start-up-error");
        assertThat(example.answer()).isEqualTo("This looks like French.");

        project.save(APP, project.original(APP));

        index.awaitNoOverlay();
    }

    @Test
    void aPageComesBackOnceByItselfWhenTheServerWasRestarted() throws IOException {
        Tab index = open("/");
        Tab about = open("/about");

        example.close();
        example = RunningExample.startOn(example.port(), project);

        index.awaitNews(Connected.class, 2);
        about.awaitNews(Connected.class, 2);
        assertThat(index.news(Connected.class)).extracting(Connected::server).doesNotHaveDuplicates();

        project.replace(DETECT_HANDLER, GREETING, "After the restart, this is ");

        index.awaitText("#message", "After the restart, this is French.");
        index.awaitNews(Connected.class, 3);
        about.awaitNews(Update.class, 1);
        assertThat(index.documents())
                .as("at first, after the restart, after the edit")
                .isEqualTo(3);
        assertThat(about.documents()).as("at first, after the restart").isEqualTo(2);
    }

    private Tab open(String path) {
        Tab tab = Tab.open(context.newPage(), example.url(path));
        tabs.add(tab);
        return tab;
    }

    private static void assertShows(Locator overlay, String kind, String place, String message, String source) {
        assertThat(overlay.locator(".kind").innerText()).isEqualToIgnoringCase(kind);
        assertThat(overlay.locator(".place").innerText()).isEqualTo(place);
        assertThat(overlay.locator(".message").innerText()).contains(message);
        assertThat(overlay.locator("pre .here").innerText()).endsWith(source);
    }
}
