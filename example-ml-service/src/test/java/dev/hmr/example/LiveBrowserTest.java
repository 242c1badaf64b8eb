package dev.hmr.example;

import static dev.hmr.example.ExampleProject.ABOUT_PAGE;
import static dev.hmr.example.ExampleProject.ABOUT_SCRIPT;
import static dev.hmr.example.ExampleProject.APP;
import static dev.hmr.example.ExampleProject.DETECT_HANDLER;
import static dev.hmr.example.ExampleProject.STYLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.Update;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an open page does by itself when a file is saved. */
class LiveBrowserTest {
    private static final int MANY_TABS = 20;
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
        assertThat(index.isMarked()).as("it accepts the change").isTrue();
        assertThat(about.isMarked()).isTrue();

        project.replace(ABOUT_SCRIPT, "item.textContent = name;", "item.textContent = `Language: ${name}`;");

        about.awaitText("#languages", "Language: Vietnamese");
        index.awaitNews(Update.class, 2);
        assertThat(about.refreshes())
                .containsExactly("[hmr] public/about.js changed, and is a script of this page: refreshing.");
        about.awaitNews(Connected.class, 2);
        assertThat(about.documents()).isEqualTo(2);
        assertThat(index.sayings()).isEmpty();
        assertThat(index.documents()).isEqualTo(1);
    }

    @Test
    void aPageWhoseScriptUsesAnEditedRouteIsRefreshedIfItDoesNotAcceptThat() {
        Tab about = open("/about");
        about.awaitText("#languages", "Vietnamese");

        project.replace(APP, "ctx.json(model.languages())", "ctx.json(model.languages().subList(0, 1))");

        about.awaitNews(Connected.class, 2);
        assertThat(about.refreshes())
                .containsExactly("[hmr] GET /languages changed, and a script of this page uses it: refreshing.");
    }

    @Test
    void anEditOfItsDocumentChangesThePageAndLeavesTheRest() {
        Tab about = open("/about");
        about.awaitText("#languages", "Vietnamese");
        about.mark();

        project.replace(ABOUT_PAGE, "<h2>The languages</h2>", "<h2>All that it knows</h2>");

        about.awaitUpdate("public/about/index.html");
        about.awaitText("h2 >> nth=1", "All that it knows");
        about.awaitText("#languages", "Vietnamese");
        assertThat(about.isMarked()).isTrue();
        assertThat(about.updates()).containsExactly("[hmr] public/about/index.html changed: updated in place.");
    }

    @Test
    void anEditOfAStyleSheetChangesThePagesThatUseItAndLoadsNothingElse() {
        Tab index = open("/");
        index.awaitText("#message", "This looks like French.");
        index.awaitStyle("h1", "textTransform", "none");
        List<String> requests = new ArrayList<>();
        index.page().onRequest(request -> requests.add(request.url()));

        project.save(STYLE, project.read(STYLE) + "\nh1 { text-transform: uppercase; }\n");

        index.awaitStyle("h1", "textTransform", "uppercase");
        index.awaitUpdate("public/style.css");
        assertThat(requests).singleElement().asString().contains("/style.css?hmr=");
        assertThat(index.updates()).containsExactly("[hmr] public/style.css changed: updated in place.");
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
    void anUncaughtExceptionCoversThePageThatMadeTheRequestUntilItIsFixed() {
        Tab index = open("/");
        Tab about = open("/about");
        index.awaitText("#message", "This looks like French.");
        String failing = "        if (model != null) throw new IllegalStateException(\"no scores today\");";

        project.replace(DETECT_HANDLER, "        List<Score> scores", failing + "\n        List<Score> scores");

        Locator overlay = index.awaitOverlay();
        String place = DETECT_HANDLER + ":" + project.lineOf(DETECT_HANDLER, failing);
        assertShows(overlay, "Uncaught exception", place, "IllegalStateException: no scores today", failing);
        assertThat(overlay.locator("h1").innerText()).isEqualTo("POST /detect failed");
        assertThat(overlay.locator(".message").innerText()).contains("at dev.hmr.example.DetectHandler.handle(");
        index.screenshot("overlay-uncaught-exception");

        project.save(DETECT_HANDLER, project.original(DETECT_HANDLER));

        index.awaitNoOverlay();
        index.awaitText("#message", "This looks like French.");
        about.awaitNews(Update.class, 2);
        assertThat(about.news(Failure.class)).isEmpty();
    }

    @Test
    void theOverlayListsEveryErrorOnANarrowDarkScreenAndClosesOnEscape() {
        context.close();
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(320, 640)
                        .setColorScheme(ColorScheme.DARK));
        Tab index = open("/");

        project.save(
                DETECT_HANDLER,
                project.read(DETECT_HANDLER)
                        .replace("scores.isEmpty()", "scores.isVoid()")
                        .replace("ctx.body()", "ctx.corpus()"));

        Locator overlay = index.awaitOverlay();
        assertThat(overlay.locator("li").count()).isEqualTo(2);
        assertThat(overlay.locator("h1").innerText()).isEqualTo("2 errors");
        assertThat(overlay.evaluate("dialog => dialog.getBoundingClientRect().width <= 320"
                        + " && dialog.scrollWidth <= dialog.clientWidth"))
                .isEqualTo(true);
        assertThat(overlay.getAttribute("role")).isEqualTo("alertdialog");
        index.screenshot("overlay-narrow-dark");
        index.page().keyboard().press("Tab");
        index.page().keyboard().press("Tab");
        assertThat(overlay.locator(":focus").innerText()).startsWith(DETECT_HANDLER);
        index.page().keyboard().press("Escape");

        index.awaitNoOverlay();
    }

    @Test
    void aPageComesBackOnceByItselfWhenTheServerWasRestarted() throws IOException {
        Tab index = open("/");
        Tab about = open("/about");

        for (int i = 2; i < MANY_TABS; i++) {
            open("/about");
        }

        example.close();
        example = RunningExample.startOn(example.port(), project);

        tabs.forEach(tab -> tab.awaitNews(Connected.class, 2));
        assertThat(index.news(Connected.class)).extracting(Connected::server).doesNotHaveDuplicates();

        project.replace(DETECT_HANDLER, GREETING, "After the restart, this is ");

        index.awaitText("#message", "After the restart, this is French.");
        about.awaitNews(Update.class, 1);
        assertThat(tabs)
                .allSatisfy(tab -> assertThat(tab.documents())
                        .as("at first, after the restart")
                        .isEqualTo(2));
    }

    @Test
    void security18_whatAnExceptionSaysIsNoMarkup() {
        Tab index = open("/");

        project.replace(
                APP,
                "        config.staticFiles.add(\"/public\");",
                "        java.util.Objects.requireNonNull(null, \"<img src=x onerror='window.hacked = 1'>\");");

        assertThat(index.awaitOverlay().locator(".message").innerText()).contains("<img src=x onerror=");
        assertThat(index.awaitOverlay().locator("img").count()).isZero();
        assertThat(index.page().evaluate("window.hacked")).isNull();
    }

    @Test
    void aPageWhoseSocketIsBlockedStaysAndSaysSoOnce() {
        Page page = context.newPage();
        List<String> said = new ArrayList<>();
        AtomicInteger documents = new AtomicInteger();
        page.onConsoleMessage(message -> said.add(message.text()));
        page.onDOMContentLoaded(loaded -> documents.incrementAndGet());
        AtomicInteger sockets = new AtomicInteger();
        page.routeWebSocket("**/@hmr/**", socket -> {
            sockets.incrementAndGet();
            socket.close();
        });

        page.navigate(example.url("/about"));
        page.waitForCondition(() -> sockets.get() >= 4);

        assertThat(said).filteredOn(line -> line.startsWith("[hmr]")).hasSize(2);
        assertThat(said).anyMatch(line -> line.contains("not its web socket"));
        assertThat(documents).hasValue(1);
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
