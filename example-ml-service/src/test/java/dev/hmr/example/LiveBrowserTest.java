package dev.hmr.example;

import static dev.hmr.example.ExampleProject.ABOUT_PAGE;
import static dev.hmr.example.ExampleProject.ABOUT_SCRIPT;
import static dev.hmr.example.ExampleProject.APP;
import static dev.hmr.example.ExampleProject.DETECT_HANDLER;
import static dev.hmr.example.ExampleProject.STYLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.Update;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an open page does by itself when a file is saved. */
class LiveBrowserTest {
    private static final int MANY_TABS = 20;
    private static final String GREETING = "This looks like ";

    @RegisterExtension
    static final LiveExample live = new LiveExample();

    private final ExampleProject project = live.project();

    @Test
    void thePageThatUsesTheEditedRouteUpdatesItselfAndTheOtherStays() {
        Tab index = live.open("/");
        Tab about = live.open("/about");
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
        about.awaitDocuments(2);
        assertThat(about.documents()).isEqualTo(2);
        assertThat(index.sayings()).isEmpty();
        assertThat(index.documents()).isEqualTo(1);
    }

    @Test
    void aPageWhoseScriptUsesAnEditedRouteIsRefreshedIfItDoesNotAcceptThat() {
        Tab about = live.open("/about");
        about.awaitText("#languages", "Vietnamese");

        project.replace(APP, "ctx.json(model.languages())", "ctx.json(model.languages().subList(0, 1))");

        about.awaitNews(Connected.class, 2);
        assertThat(about.refreshes())
                .containsExactly("[hmr] GET /languages changed, and a script of this page uses it: refreshing.");
    }

    @Test
    void anEditOfItsDocumentChangesThePageAndLeavesTheRest() {
        Tab about = live.open("/about");
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
        Tab index = live.open("/");
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
        Tab index = live.open("/");
        Tab about = live.open("/about");

        project.replace(DETECT_HANDLER, "scores.isEmpty()", "scores.isVoid()");

        String broken = "        if (scores.isVoid()) {";
        String place =
                DETECT_HANDLER + ":" + project.lineOf(DETECT_HANDLER, broken) + ":" + (broken.indexOf(".isVoid") + 1);
        assertShows(index.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);
        assertShows(about.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);
        index.screenshot("overlay-compile-error");

        Tab late = live.open("/about");
        assertShows(late.awaitOverlay(), "Compile error", place, "cannot find symbol", broken);

        project.replace(DETECT_HANDLER, "scores.isVoid()", "scores.isEmpty()");

        for (Tab tab : live.tabs()) {
            tab.awaitNoOverlay();
            assertThat(tab.news(Failure.class)).hasSize(1);
            assertThat(tab.news(Cleared.class)).hasSize(1);
            assertThat(tab.documents()).isEqualTo(1);
        }
    }

    @Test
    void theOverlaySurvivesNavigation() {
        Tab index = live.open("/");
        project.replace(DETECT_HANDLER, "scores.isEmpty()", "scores.isVoid()");
        index.awaitOverlay();

        index.page().navigate(live.example().url("/about"));

        assertThat(index.awaitOverlay().locator("h1").innerText()).isEqualTo("1 error");
        index.page().goBack();
        assertThat(index.awaitOverlay().locator("h1").innerText()).isEqualTo("1 error");
    }

    @Test
    void aFixThatChangesSomethingClearsTheOverlayAndUpdatesThePage() {
        Tab index = live.open("/");
        Tab about = live.open("/about");
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
        Tab index = live.open("/");
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
        assertThat(live.example().answer()).isEqualTo("This looks like French.");

        project.save(APP, project.original(APP));

        index.awaitNoOverlay();
    }

    @Test
    void anUncaughtExceptionCoversThePageThatMadeTheRequestUntilItIsFixed() {
        Tab index = live.open("/");
        Tab about = live.open("/about");
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
        live.openContext(
                new Browser.NewContextOptions().setViewportSize(320, 640).setColorScheme(ColorScheme.DARK));
        Tab index = live.open("/");

        project.save(
                DETECT_HANDLER,
                project.read(DETECT_HANDLER)
                        .replace("scores.isEmpty()", "scores.isVoid()")
                        .replace("ctx.body()", "ctx.corpus()"));

        Locator overlay = index.awaitOverlay();
        assertThat(overlay.locator("li").count()).isEqualTo(2);
        assertThat(overlay.locator("h1").innerText()).isEqualTo("2 errors");
        assertThat(overlay.getAttribute("role")).isEqualTo("alertdialog");
        index.screenshots(
                "overlay",
                () -> assertThat(
                                overlay.evaluate(
                                        "dialog => dialog.getBoundingClientRect().width <= innerWidth && dialog.scrollWidth <= dialog.clientWidth"))
                        .isEqualTo(true));
        index.page().keyboard().press("Tab");
        index.page().keyboard().press("Tab");
        assertThat(overlay.locator(":focus").innerText()).startsWith(DETECT_HANDLER);
        index.page().keyboard().press("Escape");

        index.awaitNoOverlay();
    }

    @Test
    void aPageComesBackOnceByItselfWhenTheServerWasRestarted() throws IOException {
        Tab index = live.open("/");
        Tab about = live.open("/about");

        for (int i = 2; i < MANY_TABS; i++) {
            live.open("/about");
        }
        // What a page asks for when it is opened is to be answered before.
        live.tabs().stream().filter(tab -> tab != index).forEach(tab -> tab.awaitText("#languages", "French"));

        live.restart();

        live.tabs().forEach(tab -> tab.awaitNews(Connected.class, 2));
        assertThat(index.news(Connected.class)).extracting(Connected::server).doesNotHaveDuplicates();

        project.replace(DETECT_HANDLER, GREETING, "After the restart, this is ");

        index.awaitText("#message", "After the restart, this is French.");
        about.awaitNews(Update.class, 1);
        live.tabs().forEach(tab -> tab.awaitDocuments(2));
        assertThat(live.tabs())
                .allSatisfy(tab -> assertThat(tab.documents())
                        .as("at first, after the restart")
                        .isEqualTo(2));
    }

    @Test
    void security18_whatAnExceptionSaysIsNoMarkup() {
        Tab index = live.open("/");

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
        Page page = live.context().newPage();
        List<String> said = new ArrayList<>();
        AtomicInteger documents = new AtomicInteger();
        page.onConsoleMessage(message -> said.add(message.text()));
        page.onDOMContentLoaded(loaded -> documents.incrementAndGet());
        AtomicInteger sockets = new AtomicInteger();
        page.routeWebSocket("**/@hmr/**", socket -> {
            sockets.incrementAndGet();
            socket.close();
        });

        page.navigate(live.example().url("/about"));
        page.waitForCondition(() -> sockets.get() >= 4);

        assertThat(said).filteredOn(line -> line.startsWith("[hmr]")).hasSize(2);
        assertThat(said).anyMatch(line -> line.contains("not its web socket"));
        assertThat(documents).hasValue(1);
    }

    private static void assertShows(Locator overlay, String kind, String place, String message, String source) {
        assertThat(overlay.locator(".kind").innerText()).isEqualToIgnoringCase(kind);
        assertThat(overlay.locator(".place").innerText()).isEqualTo(place);
        assertThat(overlay.locator(".message").innerText()).contains(message);
        assertThat(overlay.locator("pre .here").innerText()).endsWith(source);
    }
}
