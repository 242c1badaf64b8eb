package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.servlet.TestServer.Handler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {
    private static final String PAGE = "<!doctype html><title>\u00e4</title><p>Hello";

    private volatile Handler application = (request, response) -> {};
    private final TestServer server = TestServer.start((request, response) -> application.handle(request, response));

    @AfterEach
    void stop() {
        server.close();
    }

    private String injected() {
        return PAGE.replace("<title>", tag() + "<title>");
    }

    private String tag() {
        return "<script src=\"./@hmr/client.js\" data-token=\""
                + server.identity.token().text()
                + "\" data-page=\"ID\" data-server=\"" + server.identity.id()
                + "\"></script>";
    }

    /** The text with the page's id, which is another one each time, hidden. */
    private static String known(String html) {
        return html.replaceAll("data-page=\"[0-9a-f-]{36}\"", "data-page=\"ID\"");
    }

    private static void html(HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> waysToWriteAPage() {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        Stream<Way> ways = Stream.of(
                new Way("stream", (request, response) -> html(response)),
                new Way("writer", (request, response) -> {
                    response.setContentType("text/html;charset=utf-8");
                    response.getWriter().print(PAGE);
                }),
                new Way("content type after getOutputStream", (request, response) -> {
                    ServletOutputStream out = response.getOutputStream();
                    response.setContentType("text/html;charset=utf-8");
                    out.write(page);
                }),
                new Way("content type as a header", (request, response) -> {
                    response.setHeader("Content-Type", "Text/HTML; charset=UTF-8");
                    response.getOutputStream().write(page);
                }),
                new Way("length first", (request, response) -> {
                    response.setContentLength(page.length);
                    html(response);
                }),
                new Way("length last", (request, response) -> {
                    html(response);
                    response.setContentLengthLong(page.length);
                }),
                new Way("length as a header", (request, response) -> {
                    response.setHeader("content-length", String.valueOf(page.length));
                    html(response);
                }),
                new Way("length as an int header", (request, response) -> {
                    response.setIntHeader("Content-Length", page.length);
                    html(response);
                }),
                new Way("byte by byte, flushing", (request, response) -> {
                    response.setContentType("text/html;charset=utf-8");
                    for (byte b : page) {
                        response.getOutputStream().write(b);
                        response.flushBuffer();
                    }
                }),
                new Way("writer, char by char, flushing", (request, response) -> {
                    response.setContentType("text/html;charset=utf-8");
                    for (int i = 0; i < PAGE.length(); i++) {
                        response.getWriter().write(PAGE.charAt(i));
                        response.getWriter().flush();
                    }
                    response.getWriter().close();
                }),
                new Way("reset and written again", (request, response) -> {
                    response.getOutputStream().print("<html><p>half a page");
                    response.reset();
                    html(response);
                }),
                new Way("reset, from stream to writer", (request, response) -> {
                    html(response);
                    response.reset();
                    response.setContentType("text/html;charset=utf-8");
                    response.getWriter().print(PAGE);
                }),
                new Way("buffer reset", (request, response) -> {
                    response.setContentType("text/html;charset=utf-8");
                    response.getOutputStream().print("<p>half a page");
                    response.resetBuffer();
                    response.getOutputStream().write(page);
                }),
                new Way("error page of the application", (request, response) -> {
                    response.setStatus(500);
                    html(response);
                }),
                new Way("async, over the response at hand", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        uncheckedHtml(response);
                        async.complete();
                    });
                }),
                new Way("async, over the response of its context", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        uncheckedHtml((HttpServletResponse) async.getResponse());
                        async.complete();
                    });
                }),
                new Way("async, over a response given to it", (request, response) -> {
                    AsyncContext async = request.startAsync(request, response);
                    async.start(() -> {
                        uncheckedHtml((HttpServletResponse) async.getResponse());
                        async.complete();
                    });
                }),
                new Way("async and dispatched", (request, response) -> {
                    if (request.getAttribute("dispatched") == null) {
                        request.setAttribute("dispatched", true);
                        request.startAsync().dispatch();
                    } else {
                        html(response);
                    }
                }),
                new Way("not blocking", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    response.setContentType("text/html;charset=utf-8");
                    ServletOutputStream out = response.getOutputStream();
                    out.setWriteListener(new ByteWiseWriter(page, out, async));
                }));
        return ways.map(way -> Arguments.argumentSet(way.name, way.handler));
    }

    @ParameterizedTest
    @MethodSource("waysToWriteAPage")
    void aPageGetsTheTagAndNothingElseChanges(Handler handler) {
        application = handler;

        Answer answer = server.show("/");

        assertThat(known(answer.body())).isEqualTo(injected());
        assertThat(answer.header("Content-Length"))
                .satisfiesAnyOf(length -> assertThat(length).isNull(), length -> {
                    assertThat(length).isEqualTo(String.valueOf(answer.bytes().length));
                });
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("waysToWriteAPage")
    void aScriptThatFetchesThePageGetsItAsItIs(Handler handler) {
        application = handler;

        assertThat(server.send("GET", "/", "Sec-Fetch-Dest: empty", "Accept: text/html")
                        .body())
                .isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Dest: iframe", "Sec-Fetch-Dest: frame", "Accept: text/html,*/*;q=0.8"})
    void everyKindOfNavigationGetsTheTag(String header) {
        application = (request, response) -> html(response);

        assertThat(known(server.send("GET", "/", header).body())).isEqualTo(injected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-Fetch-Dest: script", "Sec-Fetch-Dest: object", "Accept: */*", "X-Any: thing"})
    void noOtherRequestDoes(String header) {
        application = (request, response) -> html(response);

        assertThat(server.send("GET", "/", header).body()).isEqualTo(PAGE);
    }

    static Stream<Arguments> answersToLeaveAlone() {
        byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
        Stream<Way> ways = Stream.of(
                new Way(
                        "no content type",
                        (request, response) -> response.getOutputStream().write(page)),
                new Way("plain text", (request, response) -> {
                    response.setContentType("text/plain;charset=utf-8");
                    response.getOutputStream().write(page);
                }),
                new Way("something like HTML", (request, response) -> {
                    response.setContentType("text/html-sandboxed");
                    response.getOutputStream().write(page);
                }),
                new Way("partial content", (request, response) -> {
                    response.setStatus(206);
                    html(response);
                }),
                new Way("compressed already", (request, response) -> {
                    response.setHeader("Content-Encoding", "x-own");
                    html(response);
                }),
                new Way("a download", (request, response) -> {
                    response.setHeader("Content-Disposition", "attachment; filename=report.html");
                    html(response);
                }),
                new Way("a redirect with a body", (request, response) -> {
                    response.setStatus(302);
                    response.setHeader("Location", "/elsewhere");
                    html(response);
                }));
        return ways.map(way -> Arguments.argumentSet(way.name, way.handler));
    }

    @ParameterizedTest
    @MethodSource("answersToLeaveAlone")
    void whatIsNoPageToShowIsLeftAlone(Handler handler) {
        application = (request, response) -> {
            response.setHeader("Cache-Control", "max-age=60");
            response.setContentLength(PAGE.getBytes(StandardCharsets.UTF_8).length);
            handler.handle(request, response);
        };

        Answer answer = server.show("/");

        assertThat(answer.body()).isEqualTo(PAGE);
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.bytes().length));
        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=60");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void anAnswerWithoutABodyStaysWithout(int status) {
        application = (request, response) -> {
            response.setStatus(status);
            response.setContentType("text/html");
            response.setHeader("ETag", "\"7\"");
        };

        Answer answer = server.show("/");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.bytes()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Cache-Control")).isNull();
    }

    @Test
    void anEmptyPageStaysEmpty() {
        application = (request, response) -> response.setContentType("text/html");

        assertThat(server.show("/").bytes()).isEmpty();
    }

    @Test
    void sendErrorAndRedirectAreTheContainers() {
        application = (request, response) -> {
            response.setContentLength(3);
            response.setContentType("text/html");
            response.getOutputStream().print("<ht");
            if (request.getRequestURI().equals("/error")) {
                response.sendError(418, "teapot");
            } else {
                response.sendRedirect("/elsewhere");
            }
        };

        assertThat(server.show("/error").status()).isEqualTo(418);
        assertThat(server.show("/error").body()).contains("teapot");
        assertThat(server.show("/").header("Location")).endsWith("/elsewhere");
    }

    @Test
    void headSaysNothingAboutALengthThatGetWouldNotHave() {
        application = (request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            response.setContentLength(PAGE.length());
            if (request.getMethod().equals("GET")) {
                html(response);
            }
        };

        Answer head = server.send("HEAD", "/", Wire.NAVIGATION);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length")).isNull();
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.send("HEAD", "/", "Accept: */*").header("Content-Length"))
                .isEqualTo(String.valueOf(PAGE.length()));
    }

    @Test
    void aPageWithTheTagIsNotCached() {
        application = (request, response) -> {
            response.setHeader("Cache-Control", "max-age=60");
            html(response);
            response.setHeader("Cache-Control", "max-age=90");
        };

        assertThat(server.show("/").header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.send("GET", "/").header("Cache-Control")).isEqualTo("max-age=90");
    }

    /** Compression, and a 304 for a copy from a time without HMR, would leave the page without its script. */
    @Test
    void anApplicationThatCompressesAndRevalidatesGetsTheTag() {
        application = (request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            if (request.getHeader("If-None-Match") != null || request.getDateHeader("If-Modified-Since") >= 0) {
                response.setStatus(304);
            } else if (String.valueOf(request.getHeader("accept-encoding")).contains("gzip")
                    || request.getHeaders("Accept-Encoding").hasMoreElements()) {
                response.setHeader("Content-Encoding", "gzip");
                response.getOutputStream().write(gzipped(PAGE));
            } else {
                html(response);
            }
        };
        String[] headers = {
            "Accept-Encoding: gzip", "If-None-Match: \"7\"", "If-Modified-Since: Wed, 21 Oct 2015 07:28:00 GMT"
        };

        assertThat(known(server.show("/", headers).body())).isEqualTo(injected());
        assertThat(server.send("GET", "/", headers).status()).isEqualTo(304);
        assertThat(server.send("GET", "/", headers[0]).header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "Shift_JIS"})
    void charsetsThatExtendAsciiGetTheTag(String charset) {
        application = (request, response) -> {
            response.setContentType("text/html;charset=" + charset);
            response.getOutputStream().write("<!doctype html><p>x".getBytes(Charset.forName(charset)));
        };

        assertThat(known(server.show("/").body())).isEqualTo("<!doctype html>" + tag() + "<p>x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "no-such-charset"})
    void bytesInAnyOtherCharsetAreLeftAlone(String charset) {
        byte[] page = PAGE.getBytes(Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.UTF_8);
        application = (request, response) -> {
            response.setContentType("text/html;charset=" + charset);
            response.getOutputStream().write(page);
        };

        assertThat(server.show("/").bytes()).isEqualTo(page);
    }

    @Test
    void textInAnyCharsetGetsTheTag() {
        application = (request, response) -> {
            response.setContentType("text/html;charset=UTF-16LE");
            response.getWriter().print(PAGE);
        };

        assertThat(known(new String(server.show("/").bytes(), StandardCharsets.UTF_16LE)))
                .isEqualTo(injected());
    }

    @Test
    void aPageThatIsStreamedArrivesWhileItIsBeingMade() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        AtomicReference<Boolean> clientWasFirst = new AtomicReference<>();
        application = (request, response) -> {
            response.setContentType("text/html;charset=utf-8");
            response.getOutputStream().print("<!doctype html><title>first</title>");
            response.flushBuffer();
            clientWasFirst.set(await(seen));
            response.getOutputStream().print("<p>second");
        };
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost\r\n" + Wire.NAVIGATION + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            while (!received.toString(StandardCharsets.UTF_8).contains("first</title>")) {
                received.write(socket.getInputStream().read());
            }
            seen.countDown();
            received.write(socket.getInputStream().readAllBytes());

            assertThat(clientWasFirst.get()).isTrue();
            assertThat(known(Answer.parse(received.toByteArray()).body()))
                    .isEqualTo("<!doctype html>" + tag() + "<title>first</title><p>second");
        }
    }

    @Test
    void aPageThatIsNoAnswerToAGetKnowsIt() {
        application = (request, response) -> html(response);

        assertThat(server.send("POST", "/", Wire.NAVIGATION).body()).contains(" data-method=\"POST\"></script>");
        assertThat(server.show("/").body()).doesNotContain("data-method");
    }

    @Test
    void aPageThatFetchesItselfAgainGetsTheDocumentWithoutTheTag() {
        application = (request, response) -> html(response);

        assertThat(server.send("GET", "/", "Accept: text/html", "Hmr-Page: any").body())
                .isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "script-src 'nonce-r4nd0m='",
                "default-src 'none'; script-src 'strict-dynamic' 'nonce-r4nd0m='; style-src 'nonce-other'",
                "default-src 'self' 'nonce-r4nd0m='",
                "img-src *; SCRIPT-SRC-ELEM 'NONCE-r4nd0m='"
            })
    void security29_aPolicyThatAsksForANonceGetsItsOwnAndStaysAsItIs(String policy) {
        application = (request, response) -> {
            response.setHeader("Content-Security-Policy", policy);
            html(response);
        };

        Answer answer = server.show("/");

        assertThat(answer.body()).contains(" nonce=\"r4nd0m=\"></script>");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(policy);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"script-src 'self'", "style-src 'nonce-r4nd0m='", "script-src 'sha256-abc='"})
    void aPolicyThatAsksForNoneGetsNone(String policy) {
        application = (request, response) -> {
            response.addHeader("Content-Security-Policy", policy);
            html(response);
        };

        assertThat(server.show("/").body()).doesNotContain(" nonce=");
    }

    /** Jetty's file servlet has ways around the response when it can. */
    @Test
    void aFileServedByTheContainerGetsTheTag() {
        ServletHolder files = new ServletHolder(ResourceServlet.class);
        files.setInitParameter("baseResource", String.valueOf(InjectionTest.class.getResource("/public")));
        try (TestServer jetty =
                TestServer.start("/", 1, (request, response) -> {}, context -> context.addServlet(files, "/files/*"))) {
            Answer shown = jetty.show("/files/static.html");
            Answer fetched = jetty.send("GET", "/files/static.html");

            assertThat(shown.body()).contains("<head>\n  <script src=\"./../@hmr/client.js\"", "</html>\n");
            assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
            assertThat(fetched.header("Content-Length")).isEqualTo(String.valueOf(fetched.bytes().length));
            assertThat(fetched.hasTag()).isFalse();
            assertThat(jetty.send("HEAD", "/files/static.html", Wire.NAVIGATION).header("Content-Length"))
                    .isNull();
            assertThat(jetty.show("/files/static.html", "Range: bytes=0-9").body())
                    .isEqualTo("<!doctype ");
        }
    }

    @ParameterizedTest
    @CsvSource({"/shop/, ./@hmr", "/shop/cart, ./@hmr", "/shop/cart/, ./../@hmr", "/shop/a/b/c%2Fd, ./../../@hmr"})
    void theScriptIsFoundFromThePageWhateverTheContextPathOrThatOfAProxy(String path, String directory) {
        try (TestServer shop = TestServer.start("/shop", 1, (request, response) -> html(response), context -> {})) {
            shop.acceptAmbiguousPaths();
            String address = directory + "/client.js";

            assertThat(shop.show(path).body()).contains("<script src=\"" + address + "\" data-context=\"/shop\" ");
            assertThat(URI.create(path).resolve(address)).hasToString("/shop/@hmr/client.js");
            assertThat(shop.send("GET", "/shop/@hmr/client.js").status()).isEqualTo(200);
        }
    }

    @Test
    void security02_aPageUnderAForeignNameDoesNotGetTheToken() {
        application = (request, response) -> html(response);

        Answer answer = server.sendRaw(
                "GET / HTTP/1.1\r\nHost: rebound.example\r\n" + Wire.NAVIGATION + "\r\nConnection: close\r\n\r\n");

        assertThat(answer.body()).isEqualTo(PAGE);
    }

    private static void uncheckedHtml(HttpServletResponse response) {
        try {
            html(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static boolean await(CountDownLatch latch) throws IOException {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the client", e);
        }
    }

    private record Way(String name, Handler handler) {}

    /** Writes whenever it may, one byte at a time, and never otherwise. */
    private static final class ByteWiseWriter implements WriteListener {
        private final byte[] page;
        private final ServletOutputStream out;
        private final AsyncContext async;
        private int next;

        ByteWiseWriter(byte[] page, ServletOutputStream out, AsyncContext async) {
            this.page = page;
            this.out = out;
            this.async = async;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (next == page.length) {
                    async.complete();
                    return;
                }
                out.write(page[next++]);
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}
