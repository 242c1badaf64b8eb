package dev.hmr.example;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.servlet.BrowserHub;
import dev.hmr.servlet.Generations;
import dev.hmr.servlet.HmrFilter;
import dev.hmr.servlet.jetty.JettySockets;
import dev.hmr.session.Insight;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A Jetty in this JVM with HMR's filter before one servlet that answers everything; what changes, a test tells the pages
 * itself. Closed by who started it.
 */
final class FilteredServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector;
    private final BrowserHub browsers;

    private FilteredServer(Application application, ConnectionFactory... protocols) {
        ServerIdentity identity = ServerIdentity.create();
        Generations generations = new Generations();
        browsers = new BrowserHub(identity, generations::current);
        connector = new ServerConnector(server, protocols);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/", true, false);
        context.addFilter(
                new FilterHolder(new HmrFilter(
                        identity, AllowedHosts.loopback(), generations, browsers, Insight.NONE, JettySockets::new)),
                "/*",
                EnumSet.allOf(DispatcherType.class));
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        application.answer(request, response);
                    }
                }),
                "/*");
        server.setHandler(context);
    }

    /** What answers a GET. */
    @FunctionalInterface
    interface Application {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /** Starts one on any free port. */
    static FilteredServer start(Application application, ConnectionFactory... protocols) throws Exception {
        FilteredServer started = new FilteredServer(application, protocols);
        started.server.start();
        return started;
    }

    BrowserHub browsers() {
        return browsers;
    }

    /** {@code localhost} and the port. */
    String authority() {
        return "localhost:" + connector.getLocalPort();
    }

    @Override
    public void close() {
        browsers.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server does not stop", e);
        }
    }
}
