package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.EmbeddedContainer;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.SocketUpgrade;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** Embedded Jetty 12 (ee10). */
final class JettyContainer implements EmbeddedContainer<ServletContextHandler> {
    private final Server server;
    private final CurrentContext current;
    private final LiveSessions sessions = new LiveSessions();
    private ContextAttributes attributes = new ContextAttributes();
    private boolean inDevelopment;

    JettyContainer(Server server, Succession<ServletContextHandler> succession) {
        this.server = server;
        this.current = new CurrentContext(succession);
    }

    @Override
    public ServletContextHandler plain() {
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
        server.setHandler(context);
        return context;
    }

    @Override
    public ServletContextHandler create() {
        GenerationContext context = new GenerationContext(new SharedSessions(sessions), attributes.next());
        context.setClassLoader(Thread.currentThread().getContextClassLoader());
        return context;
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        JettyConnectors.bindToLoopback(server);
        inDevelopment = true;
        return JettyConnectors.namedHosts(server);
    }

    @Override
    public SocketUpgrade.Provider sockets() {
        return JettySockets::new;
    }

    @Override
    public void addDevChannel(Filter filter, String contextPath) {
        server.setHandler(current);
        ServletContextHandler channel = new ServletContextHandler(sessions, null, null, null);
        setContextPath(channel, contextPath);
        JettyFilters.addFirst(channel, filter);
        current.setDevChannel(channel);
    }

    @Override
    public void add(ServletContextHandler context, Filter first) throws Exception {
        JettyFilters.addFirst(context, first);
        current.add(context);
    }

    @Override
    public ServletContext servletContext(ServletContextHandler context) {
        return context.getServletContext();
    }

    @Override
    public void setContextPath(ServletContextHandler context, String contextPath) {
        context.setContextPath(contextPath.isEmpty() ? "/" : contextPath);
    }

    @Override
    public void activate(ServletContextHandler context) {
        if (context instanceof GenerationContext generation) {
            attributes = generation.attributes();
        }
        attributes.started();
        sessions.follow(context.getSessionHandler());
    }

    @Override
    public void closeSockets(ServletContextHandler context) {
        JettyApplicationSockets.close(context.getServletContext(), session -> true);
    }

    @Override
    public void remove(ServletContextHandler context) throws Exception {
        current.remove(context);
    }

    @Override
    public void start() throws Exception {
        server.start();
        if (inDevelopment) {
            JettyConnectors.addIpv6Loopback(server);
        }
    }

    @Override
    public Optional<Listening> listening() {
        return JettyConnectors.listening(server);
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
