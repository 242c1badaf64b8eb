package dev.hmr.example;

import static dev.hmr.example.ExampleProject.DETECT_HANDLER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page at /@hmr/ beside a page of the application. */
class DeveloperPageTest {
    @RegisterExtension
    static final LiveExample live = new LiveExample();

    @Test
    void showsCodeSavesAndPagesAndAnswersWhatWouldReload() {
        Tab index = live.open("/");
        index.awaitText("#message", "This looks like French.");
        Page page = open();
        List<String> elsewhere = new ArrayList<>();
        page.onRequest(request -> elsewhere.add(request.url()));

        live.project().replace(DETECT_HANDLER, "This looks like ", "Seen by the developer: ");

        Locator latest = page.locator("ol > .card").first();
        with(latest, "Routes: POST /detect").waitFor();
        assertThat(latest.locator(".verdict").innerText()).isEqualTo("live");
        assertThat(latest.locator(".files").innerText()).isEqualTo("DetectHandler.java");
        Locator route = with(page.locator(".rows > li"), "/detect");
        with(route, "DetectHandler · generation 1").waitFor();
        with(page.locator(".rows > li"), "DetectHandler@1").waitFor();
        Locator shown = with(page.locator("ul > .card"), "Made from");
        assertThat(shown.locator(".place").innerText()).isEqualTo("/");

        page.getByLabel("Find a unit").fill("DetectReq");
        page.keyboard().press("Enter");
        Locator answer = page.locator(".answer");
        with(answer, "An edit of DetectRequest would reload").waitFor();
        assertThat(answer.innerText())
                .contains("DetectHandler", "App", "The routes would be set up again.", "What runs it: POST /detect.")
                .doesNotContain("Port");
        assertThat(page.locator(".unit.selected").getAttribute("data-unit")).isEqualTo("dev.hmr.example.DetectRequest");
        screenshot(page, "developer-page");

        String whole = page.locator(".graph").getAttribute("viewBox");
        page.getByLabel("Zoom in").click();
        assertThat(page.locator(".graph").getAttribute("viewBox")).isNotEqualTo(whole);
        page.getByLabel("Show everything").click();
        assertThat(page.locator(".graph").getAttribute("viewBox")).isEqualTo(whole);
        page.locator(".unit[data-unit$=LanguageModel]").focus();
        page.keyboard().press("Enter");
        with(answer, "An edit of LanguageModel would reload").waitFor();

        assertThat(elsewhere)
                .allSatisfy(url -> assertThat(url).startsWith(live.example().url("/@hmr/")));
    }

    @Test
    void isReadableOnWideAndNarrowScreensLightAndDark() {
        Page page = open();
        page.locator(".unit").first().waitFor();

        Tab.screenshots(
                page,
                "developer-page",
                () -> assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .isEqualTo(true));
    }

    private static Page open() {
        Page page = live.context().newPage();
        page.setDefaultTimeout(RunningExample.PATIENCE.toSeconds() * 1e3);
        page.navigate(live.example().url("/@hmr/"));
        with(page.locator(".rows > li"), "/detect").waitFor();
        return page;
    }

    private static Locator with(Locator locator, String text) {
        return locator.filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void screenshot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
