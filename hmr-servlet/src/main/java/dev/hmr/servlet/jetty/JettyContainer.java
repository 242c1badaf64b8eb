package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.EmbeddedContainer;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.SocketUpgrade;
import dev.hmr.servlet.Succession;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Embedded Jetty 12 (ee10). */
final class JettyContainer extends JettyContexts implements EmbeddedContainer<ServletContextHandler> {
    private final Server server;
    private boolean inDevelopment;

    JettyContainer(Server server, Succession<ServletContextHandler> succession) {
        super(succession, new ContextAttributes());
        this.server = server;
    }

    @Override
    public ServletContextHandler plain() {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        server.setHandler(context);
        return context;
    }

    @Override
    public ServletContextHandler create() {
        GenerationContext context = new GenerationContext(
                new SharedSessions(sessions()), attributes().next());
        context.setClassLoader(Thread.currentThread().getContextClassLoader());
        return context;
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        inDevelopment = true;
        return JettyConnectors.bindToLoopback(server);
    }

    @Override
    public SocketUpgrade.Provider sockets() {
        return JettySockets::new;
    }

    @Override
    Server server() {
        return server;
    }

    @Override
    void addToServer(CurrentContext handler) {
        server.setHandler(handler);
    }

    @Override
    public void start() throws Exception {
        server.start();
        if (inDevelopment) {
            JettyConnectors.addIpv6Loopback(server);
        }
    }

    @Override
    public List<Listening> listening() {
        return JettyConnectors.listening(server);
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
