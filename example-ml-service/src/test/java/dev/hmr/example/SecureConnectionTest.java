package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import dev.hmr.protocol.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages over HTTPS, with HTTP/1.1 and HTTP/2, in a real browser. */
class SecureConnectionTest {
    private static final String PASSWORD = "only-a-test";

    @TempDir
    static Path directory;

    private static Path keys;
    private static Chromium chromium;

    private volatile String heading = "Before";
    private volatile String indent = "1px";

    @BeforeAll
    static void launch() throws Exception {
        chromium = Chromium.launchOrSkip();
        keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String printed = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(printed).isZero();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "http/1.1"})
    void aPageIsUpdatedInPlace(String protocol) throws Exception {
        try (FilteredServer server = FilteredServer.start(this::answer, protocols(protocol));
                BrowserContext context =
                        chromium.browser().newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
            Tab tab = Tab.open(context.newPage(), "https://" + server.authority() + "/");
            assertThat(tab.page().evaluate("performance.getEntriesByType('navigation')[0].nextHopProtocol"))
                    .isEqualTo(protocol);
            tab.mark();

            heading = "After";
            server.browsers().update(1, List.of(new Route("GET", "/", "/")), List.of());

            tab.awaitText("h1", "After");
            tab.awaitUpdate("GET /");

            indent = "7px";
            server.browsers().update(1, List.of(), List.of("public/style.css"));

            tab.awaitStyle("h1", "textIndent", "7px");
            tab.awaitUpdate("public/style.css");
            assertThat(tab.isMarked()).isTrue();
            assertThat(tab.sayings()).hasSize(2);
        }
    }

    private static ConnectionFactory[] protocols(String protocol) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keys.toString());
        tls.setKeyStorePassword(PASSWORD);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        return protocol.equals("h2")
                ? new ConnectionFactory[] {
                    new SslConnectionFactory(tls, "alpn"),
                    new ALPNServerConnectionFactory("h2", "http/1.1"),
                    new HTTP2ServerConnectionFactory(configuration),
                    http
                }
                : new ConnectionFactory[] {new SslConnectionFactory(tls, "http/1.1"), http};
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/style.css")) {
            response.setContentType("text/css");
            response.setDateHeader("Last-Modified", 0);
            response.getWriter().write("h1 { text-indent: " + indent + "; }");
        } else {
            response.setContentType("text/html;charset=utf-8");
            response.getWriter()
                    .write("<!doctype html><title>Secure</title><link rel=stylesheet href=/style.css><h1>" + heading
                            + "</h1>");
        }
    }
}
