package dev.hmr.servlet;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.servlet.jetty.JettySockets;
import dev.hmr.session.Insight;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty with the filter before one catch-all servlet, which is generation 0. */
final class TestServer implements AutoCloseable {
    /** The context class loader of later generations. */
    static final ClassLoader CONTEXT = new ClassLoader("test context", TestServer.class.getClassLoader()) {};

    final ServerIdentity identity = ServerIdentity.create();
    final Generations generations = new Generations();
    final BrowserHub browsers;
    final ServletContextHandler context;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    private TestServer(String contextPath, int maxSockets, Editor editor) {
        browsers = new BrowserHub(identity, generations::current, maxSockets);
        context = new ServletContextHandler(contextPath, true, false);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        context.addFilter(
                new FilterHolder(new HmrFilter(
                        identity,
                        AllowedHosts.loopback(),
                        generations,
                        browsers,
                        editor,
                        new NoSources(),
                        JettySockets::new)),
                "/*",
                EnumSet.allOf(DispatcherType.class));
    }

    static TestServer start(Handler generation0) {
        return start("/", 100, generation0, context -> {});
    }

    /** With this editor. */
    static TestServer start(Editor editor) {
        return start(new TestServer("/", 100, editor), (request, response) -> {}, context -> {});
    }

    static TestServer start(
            String contextPath, int maxSockets, Handler generation0, Consumer<ServletContextHandler> configuration) {
        Editor none = new Editor(null, program -> false);
        return start(new TestServer(contextPath, maxSockets, none), generation0, configuration);
    }

    private static TestServer start(
            TestServer test, Handler generation0, Consumer<ServletContextHandler> configuration) {
        test.context.addServlet(new ServletHolder(servlet(generation0)), "/*");
        configuration.accept(test.context);
        try {
            test.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The test server does not start", e);
        }
        return test;
    }

    /** What is thrown at a request, and what may be to blame, without a look into the sources. */
    private static final class NoSources implements Insight {
        @Override
        public CompletableFuture<List<Problem>> describe(Throwable thrown, Map<String, ?> suspects) {
            String text = thrown.getMessage() + (suspects.isEmpty() ? "" : ", " + suspects);
            return CompletableFuture.completedFuture(List.of(new Problem("", 0, 0, text, List.of())));
        }

        @Override
        public CompletableFuture<CodeView> view() {
            return Insight.NONE.view();
        }
    }

    static Servlet servlet(Handler handler) {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                handler.handle(request, response);
            }
        };
    }

    int port() {
        return connector.getLocalPort();
    }

    /** Of each connection, in milliseconds; 0 if there is none. */
    List<Long> idleTimeouts() {
        return connector.getConnectedEndPoints().stream()
                .map(EndPoint::getIdleTimeout)
                .toList();
    }

    /** Lets paths in that can be read in two ways, as some applications do. */
    void acceptAmbiguousPaths() {
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setUriCompliance(UriCompliance.UNSAFE);
    }

    URI socketUri() {
        return URI.create("ws://127.0.0.1:" + port() + "/@hmr/socket?token="
                + identity.token().text());
    }

    /** A GET by a browser that shows the answer. */
    Answer show(String target, String... headers) {
        return new Wire(port()).show(target, headers);
    }

    Answer send(String method, String target, String... headers) {
        return new Wire(port()).send(method, target, headers);
    }

    Answer sendRaw(String request) {
        return new Wire(port()).sendRaw(request);
    }

    Socket connect() throws IOException {
        return new Wire(port()).connect();
    }

    @Override
    public void close() {
        browsers.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The test server does not stop", e);
        }
    }

    /** What a servlet does. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }
}
