package dev.hmr.servlet.jetty;

import dev.hmr.HmrOptions;
import dev.hmr.servlet.ContextConfiguration;
import dev.hmr.servlet.HmrServlets;
import dev.hmr.servlet.Succession;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * A servlet application in an embedded Jetty 12 (ee10) that always runs the code as it was last saved.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     HmrJetty.start(App::configure, 8080);
 * }
 *
 * static void configure(ServletContextHandler context) {
 *     context.addServlet(new ServletHolder(new Guestbook()), "/");
 * }
 * }</pre>
 *
 * <p>Started from jars, or with {@code -Dhmr.mode=off} or {@code HMR_MODE=off}, it is a plain Jetty and nothing else.
 */
public final class HmrJetty {
    private HmrJetty() {}

    /** Like {@link #start(ContextConfiguration, int, HmrOptions)} with the default options. */
    public static HmrServlets start(ContextConfiguration<ServletContextHandler> application, int port) {
        return start(application, port, HmrOptions.defaults());
    }

    /**
     * Starts a server whose context is configured by the user's code, and configured by it again whenever that code
     * changes. While code is reloaded, it listens on this machine only.
     *
     * @param application a method reference or lambda; objects that a lambda captures stay the same objects
     * @param port to listen on; 0 for any free one
     * @throws dev.hmr.HmrException as {@link HmrServlets#start} does
     */
    public static HmrServlets start(
            ContextConfiguration<ServletContextHandler> application, int port, HmrOptions options) {
        return start(application, new Server(port), options);
    }

    /**
     * Starts a server of the user's own making, with its connectors and threads. While code is reloaded, connectors for
     * which no host is named listen on this machine only.
     *
     * @param server not started, and without a handler: that is the application
     * @throws dev.hmr.HmrException as {@link HmrServlets#start} does
     */
    public static HmrServlets start(
            ContextConfiguration<ServletContextHandler> application, Server server, HmrOptions options) {
        Succession<ServletContextHandler> succession = new Succession<>();
        return HmrServlets.start(application, options, new JettyContainer(server, succession), succession);
    }
}
