package dev.hmr.servlet.jetty;

import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.ContextContainer;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** The contexts of one application in a Jetty 12 (ee10), of which one serves. */
abstract class JettyContexts implements ContextContainer<ServletContextHandler> {
    private final CurrentContext current;
    private final LiveSessions sessions = new LiveSessions();
    private ContextAttributes attributes;

    /** @param attributes of the generation that will serve first */
    JettyContexts(Succession<ServletContextHandler> succession, ContextAttributes attributes) {
        this.current = new CurrentContext(succession);
        this.attributes = attributes;
    }

    /** Asks the one that serves. */
    final CurrentContext current() {
        return current;
    }

    /** The sessions of all generations. */
    final LiveSessions sessions() {
        return sessions;
    }

    /** The attributes of the generation that serves, or will serve first. */
    final ContextAttributes attributes() {
        return attributes;
    }

    abstract Server server();

    /** Puts what asks the one that serves where requests pass by. */
    abstract void addToServer(CurrentContext handler) throws Exception;

    @Override
    public void addDevChannel(Filter filter, String contextPath) throws Exception {
        current.setServer(server());
        ServletContextHandler channel = new ServletContextHandler(sessions, null, null, null);
        setContextPath(channel, contextPath);
        JettyFilters.addFirst(channel, filter);
        current.setDevChannel(channel);
        addToServer(current);
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
        if (context instanceof Generational generation) {
            attributes = generation.attributes();
        }
        attributes.started();
        sessions.follow(context.getSessionHandler());
    }

    @Override
    public void closeSockets(ServletContextHandler context) {
        OpenSockets.close(context.getServletContext());
    }

    @Override
    public void remove(ServletContextHandler context) throws Exception {
        current.remove(context);
    }
}
