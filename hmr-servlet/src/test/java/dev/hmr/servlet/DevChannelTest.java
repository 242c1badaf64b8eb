package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.ClientScript;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevChannelTest {
    private static final List<String> PATHS = List.of(
            "/@hmr",
            "/@hmr/",
            "/@hmr/client.js",
            "/@hmr/socket",
            "/@hmr/open",
            "/@hmr/state",
            "/@hmr/developer.js",
            "/@hmr/anything");

    /** What the application has seen: it answers everything. */
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    private final TestServer server = TestServer.start((request, response) -> {
        seen.add(request.getRequestURI());
        response.getOutputStream().print("application");
    });

    @AfterEach
    void stop() {
        server.close();
    }

    private String socketPath() {
        return server.socketUri().getRawPath() + "?" + server.socketUri().getRawQuery();
    }

    private Answer handshake(String target, String host, String... headers) {
        return server.sendRaw("GET " + target + " HTTP/1.1\r\nHost: " + host
                + "\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
    }

    private String localhost() {
        return "localhost:" + server.port();
    }

    static Stream<Arguments> refusedHosts() {
        return Stream.of(
                        "vite.dev",
                        "localhost.evil.com",
                        "127.0.0.1.nip.io",
                        "evil.com:80@localhost",
                        "localhost:abc",
                        "",
                        "[::1",
                        "x".repeat(4_000),
                        "x".repeat(65_536),
                        "localhost\r\nHost: localhost",
                        "localhost\r\nHost: evil.com")
                .flatMap(host -> PATHS.stream().map(path -> Arguments.of(path, host)));
    }

    @ParameterizedTest
    @MethodSource("refusedHosts")
    void security02_security03_aForeignOrMalformedHostIsRefusedOnEveryPath(String path, String host) {
        String target = path.equals("/@hmr/socket") ? socketPath() : path;

        assertThat(handshake(target, host).status()).isIn(400, 403, 431);
        assertThat(server.send("GET", "/@hmr/client.js").status())
                .as("still alive")
                .isEqualTo(200);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:99", "app.localhost", "127.0.0.1:1", "[::1]", "[::1]:7070"})
    void security03_theNamesOfLoopbackAreAllowed(String host) {
        assertThat(raw("GET /@hmr/client.js HTTP/1.1|Host: " + host + "|Connection: close||")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void security03_aRequestWithoutHostIsRefused() {
        assertThat(server.sendRaw("GET /@hmr/client.js HTTP/1.0\r\n\r\n").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.com/@hmr/client.js",
                "http://evil.com:80/@hmr/open",
                "http://localhost.evil.com/@hmr/"
            })
    void security04_aTargetThatNamesAnotherServerIsRefused(String target) {
        assertThat(raw("GET " + target + " HTTP/1.1|Host: " + localhost() + "|Connection: close||")
                        .status())
                .isIn(400, 403);
        assertThat(raw("GET " + target + " HTTP/1.1|Host: evil.com|Connection: close||")
                        .status())
                .isIn(400, 403);
        assertThat(seen).isEmpty();
    }

    @Test
    void security04_twoLeadingSlashesAreNotOurs() {
        assertThat(raw("GET //evil.com/@hmr/client.js HTTP/1.1|Host: localhost|Connection: close||")
                        .body())
                .doesNotContain("hmr-overlay");
    }

    @Test
    void security05_whatAProxySaysOfTheHostDoesNotCount() {
        assertThat(raw("GET /@hmr/client.js HTTP/1.1|Host: evil.com|X-Forwarded-Host: localhost|"
                                + "Forwarded: host=localhost|Connection: close||")
                        .status())
                .isEqualTo(403);
        assertThat(server.send("GET", "/@hmr/client.js", "X-Forwarded-Host: evil.com")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "?token", "?token=", "?token=wrong", "?token=%", "?token=%zz&token=%", "?x=%%%"})
    void security06_aSocketWithoutTheTokenIsRefused(String query) {
        assertThat(handshake("/@hmr/socket" + query, localhost()).status()).isIn(400, 403);
        assertThat(handshake("/@hmr/socket" + query, localhost(), "Origin: http://" + localhost())
                        .status())
                .isIn(400, 403);
    }

    @Test
    void security06_aSocketWithAWrongTokenOfAnyLengthIsRefused() {
        String path = socketPath();
        char last = path.charAt(path.length() - 1) == 'A' ? 'B' : 'A';

        assertThat(handshake(path.substring(0, path.length() - 1) + last, localhost())
                        .status())
                .isEqualTo(403);
        assertThat(handshake(path + "A", localhost()).status()).isEqualTo(403);
        assertThat(handshake(path.substring(0, path.length() - 1), localhost()).status())
                .isEqualTo(403);
        assertThat(handshake("/@hmr/socket?token=\u00e4\u00f6", localhost()).status())
                .isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: -", "Origin: http://evil.com", "Origin: http://localhost"})
    void security07_theTokenDoesNotHelpAForeignHost(String header) {
        assertThat(handshake(socketPath(), "evil.com", header).status()).isEqualTo(403);
    }

    @Test
    void security08_theTokenOpensTheSocketForAPageOfThisServer() {
        assertThat(open("Origin", "http://127.0.0.1:" + server.port())).isTrue();
        assertThat(open("X-No-Origin", "a client that is no browser")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://localhost:1", "http://evil.com", "http://localhost.evil.com", "", "x y"})
    void security09_anotherOriginIsRefused(String origin) {
        assertThat(handshake(socketPath(), localhost(), "Origin: " + origin).status())
                .isIn(400, 403);
        assertThat(server.send("GET", "/@hmr/client.js", "Origin: " + origin).status())
                .isIn(400, 403);
    }

    @Test
    void security10_noAnswerPassesTheTokenOnAndNoReferrerWill() {
        for (String path : PATHS) {
            Answer answer = server.send("GET", path);
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            if (!path.equals("/@hmr/")) {
                assertThat(answer.raw() + answer.headers())
                        .doesNotContain(server.identity.token().text());
            }
        }
    }

    @Test
    void security10_theDeveloperPageHasTheTokenAndOnlyWithItThereIsSomethingToRead() {
        String token = server.identity.token().text();
        assertThat(server.send("GET", "/@hmr/").body()).contains("data-token=\"" + token + "\"");
        assertThat(server.send("GET", "/@hmr/", "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(server.send("GET", "/@hmr/state").status()).isEqualTo(403);
        assertThat(server.send("GET", "/@hmr/state", "Hmr-Token: wrong").status())
                .isEqualTo(403);
        assertThat(server.send("GET", "/@hmr/state", "Hmr-Token: " + token).body())
                .isEqualTo("{\"generation\":0,\"reloads\":[],\"pages\":[],"
                        + "\"code\":{\"routes\":[],\"units\":[],\"kept\":[],\"loaders\":[]}}");
    }

    @Test
    void security11_thereIsNothingToPing() {
        for (String path : List.of("/@hmr/ping", "/@hmr/health", "/@hmr/info")) {
            assertThat(server.send("GET", path).status()).isEqualTo(404);
        }
        assertThat(handshake("/@hmr/socket", localhost()).body()).isEqualTo("The token is missing or wrong.\n");
    }

    @Test
    void security13b_anApplicationThatAnswersEverythingSeesNothingOfIt() {
        for (String path : PATHS) {
            server.send("GET", path, "Cookie: a=b");
            server.send("POST", path);
            handshake(path, localhost());
        }
        assertThat(open("Cookie", "a=b")).isTrue();
        server.send("GET", "/%40hmr/client.js");
        server.send("GET", "/%40hm%72/anything");
        server.send("GET", "/x/../@hmr/anything");
        server.send("GET", "/@hmr;a=b/anything");
        server.generations.swap(
                1, TestServer.servlet((request, response) -> seen.add(request.getRequestURI())), TestServer.CONTEXT);
        server.send("GET", "/@hmr/anything");

        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/@hmrx", "/@hm", "/a/@hmr/client.js", "/@HMR/client.js"})
    void everyOtherPathIsTheApplications(String path) {
        server.send("GET", path);

        assertThat(seen).containsExactly(path);
    }

    @Test
    void aPathThatJettyDoesNotDecodeIsTheApplications() {
        server.acceptAmbiguousPaths();

        server.send("GET", "/a%2F..%2F@hmr");
        server.send("GET", "/@hmr/%2F");

        assertThat(seen).containsExactly("/a%2F..%2F@hmr");
    }

    @Test
    void security14_nobodyElseMayRead() {
        for (String path : PATHS) {
            Answer answer = server.send("GET", path, "Origin: https://evil.com");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        }
        assertThat(server.send("OPTIONS", "/@hmr/client.js").header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void security14b_everyAnswerIsForTheSameOrigin() {
        for (String path : PATHS) {
            assertThat(server.send("GET", path).header("Cross-Origin-Resource-Policy"))
                    .isEqualTo("same-origin");
            assertThat(handshake(path, "evil.com").header("Cross-Origin-Resource-Policy"))
                    .isEqualTo("same-origin");
        }
    }

    @Test
    void security15_anotherSiteCannotIncludeTheScript() {
        Answer included = server.send("GET", "/@hmr/client.js", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: script");

        assertThat(included.status()).isEqualTo(403);
        for (String path : PATHS) {
            assertThat(server.send("GET", path).header("X-Content-Type-Options"))
                    .isEqualTo("nosniff");
        }
    }

    @Test
    void security17_noAnswerCanBeFramedOrRunAScript() {
        for (String path : PATHS) {
            Answer answer = server.send("GET", path);
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
        }
    }

    /** No path under it names a file, whatever it looks like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/@hmr/../pom.xml",
                "/@hmr/%2e%2e/pom.xml",
                "/@hmr/%252e%252e/pom.xml",
                "/@hmr//etc/passwd",
                "/@hmr/./x",
                "/@hmr/..\\pom.xml",
                "/@hmr/client.js\\",
                "/@hmr/client.js.",
                "/@hmr/client.js%20",
                "/@hmr/pom.xml;x",
                "/@hmr/client.js%00.html",
                "/@hmr/.ENV",
                "/@hmr/.env?raw??",
                "/@hmr/.env?.svg?import",
                "/@hmr/#/../../etc/passwd",
                "/@fs//etc/passwd",
                "/@hmr/@fs//etc/passwd",
                "/@hmr/client.js::$DATA",
                "/@hmr/CLIENT~1.JS",
                "/@hmr/\\\\host\\share",
                "/@hmr/file:///etc/passwd",
                "/@hmr/open?file=/etc/passwd",
                "/@hmr/id_rsa",
                "/@hmr/application-prod.properties"
            })
    void security19_security20_noPathReadsAFile(String target) {
        Answer answer = server.send("GET", target);

        assertThat(answer.raw()).doesNotContain("root:", "<project", "PRIVATE KEY");
        if (target.startsWith("/@hmr") && !target.contains("..")) {
            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        }
    }

    @Test
    void security19_aTargetWithAFragmentIsMalformed() {
        assertThat(raw("GET /@hmr/client.js#/../../etc/passwd HTTP/1.1|Host: localhost|Connection: close||")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void servesTheScript() {
        Answer script = server.send("GET", "/@hmr/client.js", "Sec-Fetch-Site: same-origin");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.bytes()).isEqualTo(ClientScript.get().bytes());
        assertThat(script.header("Content-Type")).isEqualToIgnoringCase("text/javascript;charset=utf-8");
        assertThat(script.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(script.header("Hmr-Server")).isEqualTo(server.identity.id());
    }

    @Test
    void revalidatesTheScript() {
        Answer again = server.send(
                "GET", "/@hmr/client.js", "If-None-Match: " + ClientScript.get().etag());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @Test
    void tellsAPageWhichServerThisIs() {
        Answer head = server.send("HEAD", "/@hmr/client.js");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Hmr-Server")).isEqualTo(server.identity.id());
        assertThat(head.bytes()).isEmpty();
    }

    @Test
    void nothingElseIsThere() {
        assertThat(server.send("GET", "/@hmr").status()).isEqualTo(404);
        assertThat(server.send("GET", "/@hmr/client.js/x").status()).isEqualTo(404);
        assertThat(server.send("POST", "/@hmr/client.js").status()).isEqualTo(405);
    }

    /** Headers apart by a bar. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Plain: yes",
                "Upgrade: websocket",
                "Upgrade: h2c|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "Upgrade: websocket|Sec-WebSocket-Version: 12|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                "Upgrade: websocket|Sec-WebSocket-Version: thirteen|Sec-WebSocket-Key: short",
                "Upgrade: websocket|Sec-WebSocket-Version: 13",
                "Upgrade: websocket|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
                        + "|Sec-WebSocket-Extensions: ;;;=\""
            })
    void whatIsNoHandshakeIsAnsweredAsSuch(String headers) {
        for (String method : List.of("GET", "POST")) {
            String request = method + " " + socketPath() + " HTTP/1.1|Host: localhost|Connection: Upgrade, close|"
                    + headers + "||";
            assertThat(raw(request).status()).isBetween(400, 499);
        }
        assertThat(seen).isEmpty();
    }

    /** Sends a request whose lines end with a bar. */
    private Answer raw(String request) {
        return server.sendRaw(request.replace("|", "\r\n"));
    }

    private boolean open(String header, String value) {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header(header, value)
                .buildAsync(server.socketUri(), new WebSocket.Listener() {})
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        socket.abort();
        return true;
    }
}
