package dev.hmr.servlet.jetty;

import dev.hmr.HmrException;
import dev.hmr.servlet.ContextAttributes;
import dev.hmr.servlet.DeployingContainer;
import dev.hmr.servlet.Listening;
import dev.hmr.servlet.SocketUpgrade;
import dev.hmr.servlet.Succession;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * A web application that Jetty 12 (ee10) has deployed. Its first context stays started as long as the application does, because
 * its class loader is the stable parent of all later ones; what it holds is destroyed once a later one serves.
 */
final class WebApplication extends JettyContexts implements DeployingContainer<ServletContextHandler> {
    private final WebAppContext first;
    private final ClassLoader firstLoader;
    private final Server server;
    private final ContextHandlerCollection deployed;
    private final Deployment deployment;
    private int count;

    /**
     * Takes a web application over.
     *
     * @param first is being started, and has not called any listener of the application yet
     * @throws HmrException if that cannot be; the application is as it was then
     */
    WebApplication(WebAppContext first, ClassLoader firstLoader, Succession<ServletContextHandler> succession) {
        super(succession, new ContextAttributes(new FirstAttributes(first)));
        this.first = first;
        this.firstLoader = firstLoader;
        this.server = first.getServer();
        // While Jetty redeploys an application, its new context is in no collection yet.
        this.deployed = Optional.ofNullable(server.getContainer(first, ContextHandlerCollection.class))
                .or(() -> Optional.ofNullable(server.getDescendant(ContextHandlerCollection.class)))
                .orElseThrow(() -> new HmrException("this Jetty has no collection of contexts to add to."));
        JettyConnectors.requireUnserved(server);
        this.deployment = new Deployment(first);
        first.setSessionHandler(SharedSessions.inPlaceOf(first.getSessionHandler(), sessions()));
        ServletSettings.lookAtEveryRequest(first);
    }

    @Override
    Server server() {
        return server;
    }

    @Override
    public SocketUpgrade.Provider sockets() {
        return StockSockets::in;
    }

    @Override
    public ServletContextHandler create() {
        ClassLoader code = Thread.currentThread().getContextClassLoader();
        DeployedContext context = new DeployedContext(
                attributes().next(),
                new GenerationLoader(code, firstLoader),
                new SharedSessions(sessions()),
                first.getTempDirectory().toPath().resolve("generation-" + count++));
        deployment.applyTo(context);
        return context;
    }

    @Override
    void addToServer(CurrentContext handler) throws Exception {
        List<Handler> handlers = new ArrayList<>(deployed.getHandlers());
        // Of those with the same path, the first is asked first.
        handlers.add(0, handler);
        deployed.setHandlers(handlers);
        handler.start();
        deployed.manage(handler);
    }

    @Override
    public void add(ServletContextHandler context, Filter filter) throws Exception {
        if (context == first) {
            JettyFilters.addFirst(first, filter);
        } else {
            super.add(context, filter);
        }
    }

    @Override
    public void remove(ServletContextHandler context) throws Exception {
        if (context == first) {
            first.getContext().call(first.getServletHandler()::stop, null);
        } else {
            super.remove(context);
        }
    }

    @Override
    public void removeLaterOnes() {
        deployed.removeHandler(current());
        try {
            current().stop();
            current().destroy();
        } catch (Exception e) {
            throw new HmrException("Reloaded code failed when it was stopped: " + e.getMessage(), e);
        }
    }

    @Override
    public Collection<String> bindToNamedHosts() {
        return JettyConnectors.bindToLoopback(server);
    }

    @Override
    public List<Listening> listening() {
        return JettyConnectors.listening(server);
    }
}
