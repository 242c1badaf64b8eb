package dev.hmr.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.servlet.jetty.JettySockets;
import dev.hmr.session.Insight;
import jakarta.servlet.DispatcherType;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests in which a pseudo-header says what Host says elsewhere, by a client that sends any. */
class Http2Test {
    private static final String PAGE = "<!doctype html><title>Two</title>";

    private final Server server = new Server();
    private final ServerConnector connector =
            new ServerConnector(server, new HTTP2CServerConnectionFactory(new HttpConfiguration()));
    private final HTTP2Client client = new HTTP2Client();
    /** What the application has seen: it answers everything. */
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws Exception {
        ServerIdentity identity = ServerIdentity.create();
        Generations generations = new Generations();
        BrowserHub browsers = new BrowserHub(identity, generations::current);
        ServletContextHandler context = new ServletContextHandler("/", true, false);
        context.addFilter(
                new FilterHolder(new HmrFilter(
                        identity, AllowedHosts.loopback(), generations, browsers, Insight.NONE, JettySockets::new)),
                "/*",
                EnumSet.allOf(DispatcherType.class));
        context.addServlet(
                new ServletHolder(TestServer.servlet((request, response) -> {
                    seen.add(request.getRequestURI());
                    response.setContentType("text/html;charset=utf-8");
                    response.getWriter().write(PAGE);
                })),
                "/*");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop();
    }

    @Test
    void aPageGetsTheTagAndTheScriptIsServed() throws Exception {
        assertThat(ask("/", "localhost").body())
                .startsWith("<!doctype html><script src=\"./@hmr/client.js\"")
                .endsWith("</script><title>Two</title>");
        assertThat(ask("/@hmr/client.js", "localhost").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "rebound.example,",
        "rebound.example, localhost",
        "localhost, rebound.example",
        "localhost:1, localhost:2",
        "localhost.rebound.example,",
        "127.0.0.1.nip.io, 127.0.0.1"
    })
    void security04_anAuthorityThatIsForeignOrNotTheHostIsRefused(String authority, String host) throws Exception {
        String[] headers = host == null ? new String[0] : new String[] {"host", host};

        assertThat(ask("/@hmr/client.js", authority, headers).status()).isIn(0, 400, 403);
        assertThat(ask("/@hmr/", authority, headers).status()).isIn(0, 400, 403);
        assertThat(seen).isEmpty();
        assertThat(ask("/", authority, headers).body()).doesNotContain("data-token");
        assertThat(ask("/@hmr/client.js", "localhost").status())
                .as("still alive")
                .isEqualTo(200);
    }

    /** @param status 0 when the stream was reset */
    private record Reply(int status, String body) {}

    private Reply ask(String path, String authority, String... headers) throws Exception {
        Session session = client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()),
                        new Session.Listener() {})
                .get(20, TimeUnit.SECONDS);
        HttpFields.Mutable fields = HttpFields.build().add("sec-fetch-dest", "document");
        for (int i = 0; i < headers.length; i += 2) {
            fields.add(headers[i], headers[i + 1]);
        }
        MetaData.Request request =
                new MetaData.Request("GET", HttpURI.build("http://" + authority + path), HttpVersion.HTTP_2, fields);
        Receiver receiver = new Receiver();
        session.newStream(new HeadersFrame(request, null, true), receiver).get(20, TimeUnit.SECONDS);
        try {
            return receiver.reply.get(20, TimeUnit.SECONDS);
        } finally {
            session.close(0, "", Callback.NOOP);
        }
    }

    private static final class Receiver implements Stream.Listener {
        final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;

        @Override
        public void onHeaders(Stream stream, HeadersFrame frame) {
            if (frame.getMetaData() instanceof MetaData.Response response) {
                status = response.getStatus();
            }
            if (frame.isEndStream()) {
                complete();
            } else {
                stream.demand();
            }
        }

        @Override
        public void onDataAvailable(Stream stream) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            byte[] bytes = new byte[data.frame().getByteBuffer().remaining()];
            data.frame().getByteBuffer().get(bytes);
            body.writeBytes(bytes);
            boolean last = data.frame().isEndStream();
            data.release();
            if (last) {
                complete();
            } else {
                stream.demand();
            }
        }

        @Override
        public void onReset(Stream stream, ResetFrame frame, Callback callback) {
            callback.succeeded();
            reply.complete(new Reply(0, ""));
        }

        private void complete() {
            reply.complete(new Reply(status, body.toString(StandardCharsets.UTF_8)));
        }
    }
}
