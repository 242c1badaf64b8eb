package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.hmr.protocol.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages whose Content-Security-Policy says what may run in them, in a real browser: never weakened, never broken. */
class ContentPolicyTest {
    private static final String OWN_SCRIPT = "window.runs = (window.runs ?? 0) + 1;";

    private static Chromium chromium;

    private FilteredServer server;
    private BrowserContext context;
    private volatile String heading = "Before";
    private volatile String header = "";
    private volatile String meta = "";

    @BeforeAll
    static void launch() {
        chromium = Chromium.launchOrSkip();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = FilteredServer.start(this::answer, new HttpConnectionFactory());
        context = chromium.browser().newContext();
    }

    @AfterEach
    void stop() {
        context.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default-src 'none'; script-src 'nonce-n0nce'; connect-src 'self'",
                "script-src 'strict-dynamic' 'nonce-n0nce' 'unsafe-inline' https:; object-src 'none'; base-uri 'none'",
                "script-src 'self' 'nonce-n0nce'; sandbox allow-scripts allow-same-origin"
            })
    void aPageWhosePolicyAsksForANonceIsUpdatedInPlace(String policy) {
        header = policy;
        Tab tab = open();
        tab.mark();

        change();

        tab.awaitText("h1", "After");
        tab.awaitUpdate("GET /");
        assertThat(tab.isMarked()).isTrue();
        assertThat(tab.page().evaluate("window.runs")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'nonce-n0nce'; connect-src 'self'",
                "script-src 'nonce-n0nce'; require-trusted-types-for 'script'; trusted-types 'none'"
            })
    void aPageWithItsPolicyInTheDocumentHearsOfChanges(String policy) {
        meta = "<meta http-equiv=Content-Security-Policy content=\"" + policy + "\">";

        Tab tab = open();

        change();

        tab.awaitText("h1", "After");
        assertThat(tab.page().evaluate("window.runs")).isEqualTo(1);
    }

    @Test
    void aPageWhosePolicyAsksForHashesWorksAsItDoesWithoutHmr() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(OWN_SCRIPT.getBytes(StandardCharsets.UTF_8));
        header = "script-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        List<String> sockets = new ArrayList<>();
        Page page = context.newPage();
        page.onWebSocket(socket -> sockets.add(socket.url()));

        page.navigate(address());

        assertThat(page.locator("h1").innerText()).isEqualTo("Before");
        assertThat(page.evaluate("window.runs")).isEqualTo(1);
        assertThat(page.evaluate("window.hmr")).isNull();
        assertThat(sockets).isEmpty();
    }

    @Test
    void aPageWhosePolicyForbidsConnectionsSaysSoOnceAndStays() {
        header = "default-src 'none'; script-src 'nonce-n0nce'";
        List<String> said = new ArrayList<>();
        Page page = context.newPage();
        page.onConsoleMessage(message -> said.add(message.text()));

        page.navigate(address());

        page.waitForCondition(() -> said.stream().anyMatch(line -> line.startsWith("[hmr]")));
        assertThat(said)
                .filteredOn(line -> line.startsWith("[hmr]"))
                .singleElement()
                .asString()
                .contains("(connect-src)", "Allow 'self'");
        assertThat(page.evaluate("window.runs")).isEqualTo(1);
    }

    private void change() {
        heading = "After";
        server.browsers().update(1, List.of(new Route("GET", "/", "/")), List.of());
    }

    private Tab open() {
        return Tab.open(context.newPage(), address());
    }

    private String address() {
        return "http://" + server.authority() + "/";
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!header.isEmpty()) {
            response.setHeader("Content-Security-Policy", header);
        }
        response.setContentType("text/html;charset=utf-8");
        response.getWriter()
                .write("<!doctype html><html><head>" + meta + "<title>Strict</title><script nonce=n0nce>" + OWN_SCRIPT
                        + "</script></head><body><h1>" + heading + "</h1></body></html>");
    }
}
