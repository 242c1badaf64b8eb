package dev.hmr.example;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.hmr.protocol.Payload;
import dev.hmr.protocol.PayloadJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A page in the browser with a record of what happened to it. Once opened, nothing here acts on the page, unless a test
 * plays the user with {@link #page}: whatever it shows later, it does by itself. The browser's thread only.
 */
final class Tab {
    private static final double PATIENCE_MILLIS = RunningExample.PATIENCE.toSeconds() * 1e3;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Page page;
    private final List<Payload> news = new ArrayList<>();
    private final List<String> console = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int documents;

    private Tab(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onDOMContentLoaded(loaded -> documents++);
        page.onConsoleMessage(message -> console.add(message.text()));
        page.onPageError(errors::add);
        page.onWebSocket(this::record);
    }

    /** Opens a page and waits until HMR has connected to it. */
    static Tab open(Page page, String url) {
        Tab tab = new Tab(page);
        page.navigate(url);
        tab.awaitNews(Payload.Connected.class, 1);
        return tab;
    }

    /**
     * How many documents the page has shown: each refresh is one more. A document counts once it is complete, which may
     * be later than its text is seen and its connection made: {@linkplain #awaitDocuments wait} for those that must come.
     */
    int documents() {
        return documents;
    }

    void awaitDocuments(int count) {
        await(() -> documents >= count);
    }

    /** Why the page refreshed itself because of an edit, in the words of the client script. */
    List<String> refreshes() {
        return console.stream()
                .filter(message -> message.startsWith("[hmr]") && message.endsWith(": refreshing."))
                .toList();
    }

    /** What was brought into the page without a refresh, in the words of the client script. */
    List<String> updates() {
        return console.stream()
                .filter(message -> message.startsWith("[hmr]") && message.endsWith(": updated in place."))
                .toList();
    }

    /** What the client script says. */
    List<String> sayings() {
        return console.stream().filter(message -> message.startsWith("[hmr]")).toList();
    }

    /** The exceptions that nothing in the page has caught. */
    List<String> errors() {
        return errors;
    }

    /** What the server has sent of this type, whichever document was shown. */
    <T extends Payload> List<T> news(Class<T> type) {
        return news.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Waits until the server has sent that many of this type. */
    void awaitNews(Class<? extends Payload> type, int count) {
        await(() -> news(type).size() >= count);
    }

    /** Waits until the page says that this was brought into it without a refresh, which it does once it is there. */
    void awaitUpdate(String reason) {
        await(() -> updates().contains("[hmr] " + reason + " changed: updated in place."));
    }

    private void await(BooleanSupplier condition) {
        page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
    }

    /** Waits until the only such element shows the text, among others. */
    void awaitText(String selector, String text) {
        page.locator(selector)
                .filter(new Locator.FilterOptions().setHasText(text))
                .waitFor();
    }

    /** Waits until a property of the style that such an element is shown with has the value. */
    void awaitStyle(String selector, String property, String value) {
        page.waitForFunction(
                "([selector, property, value]) => {"
                        + " const element = document.querySelector(selector);"
                        + " return element && getComputedStyle(element)[property] === value; }",
                List.of(selector, property, value));
    }

    /** Waits until an expression is true, also in a page whose policy allows no evaluation by itself. */
    void awaitTrue(String expression) {
        page.waitForCondition(
                () -> Boolean.TRUE.equals(page.evaluate(expression)),
                new Page.WaitForConditionOptions().setTimeout(PATIENCE_MILLIS));
    }

    Page page() {
        return page;
    }

    /** Waits for the overlay. What it returns looks into its shadow tree. */
    Locator awaitOverlay() {
        Locator overlay = page.locator("hmr-overlay dialog");
        overlay.waitFor();
        return overlay;
    }

    void awaitNoOverlay() {
        page.locator("hmr-overlay").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Marks the document that is shown now. */
    void mark() {
        page.evaluate("window.__marker = 1");
    }

    /** Whether the page still shows the document that was marked. */
    boolean isMarked() {
        return Objects.equals(page.evaluate("window.__marker"), 1);
    }

    /** Puts a picture of the page where the build keeps its reports. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** Puts pictures of the page there, on a wide and a narrow screen, light and dark, each after a check. */
    void screenshots(String name, Runnable check) {
        screenshots(page, name, check);
    }

    /** Like {@link #screenshots(String, Runnable)}, of a page that is no tab. It is left on a narrow dark screen. */
    static void screenshots(Page page, String name, Runnable check) {
        for (int width : List.of(1280, 320)) {
            page.setViewportSize(width, width == 320 ? 640 : 720);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                check.run();
                String file = name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(file)));
            }
        }
    }

    private void record(WebSocket socket) {
        if (socket.url().contains("/@hmr/")) {
            socket.onFrameReceived(frame -> news.add(PayloadJson.read(frame.text())));
        }
    }
}
