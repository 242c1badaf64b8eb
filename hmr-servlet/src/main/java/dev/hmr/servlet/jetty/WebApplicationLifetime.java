package dev.hmr.servlet.jetty;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.servlet.DeployedApplication;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** Begins and ends HMR with a web application, as Jetty starts and stops it. */
final class WebApplicationLifetime implements LifeCycle.Listener {
    private final WebAppContext first;
    private final Server server;
    private final DeployedApplication<ServletContextHandler> application;

    private WebApplicationLifetime(WebAppContext first, DeployedApplication<ServletContextHandler> application) {
        this.first = first;
        this.server = first.getServer();
        this.application = application;
    }

    /** See {@link dev.hmr.servlet.DeploymentTakeover#begin}. */
    static boolean begin(ServletContext context, ClassLoader loader, HmrOptions options) {
        if (!(ServletContextHandler.getServletContextHandler(context) instanceof WebAppContext first)) {
            throw new HmrException("the context behind it is no WebAppContext in " + context.getServerInfo() + ".");
        }
        Optional<DeployedApplication<ServletContextHandler>> application = DeployedApplication.open(
                loader, options, first, succession -> new WebApplication(first, loader, succession));
        application.ifPresent(begun -> first.addEventListener(new WebApplicationLifetime(first, begun)));
        return application.isPresent();
    }

    @Override
    public void lifeCycleStarted(LifeCycle started) {
        if (started == server) {
            serving();
        } else if (first.getUnavailableException() != null) {
            // Jetty has logged why, and answers requests with that.
            end();
        } else {
            application.started();
            if (server.isStarted()) {
                serving();
            } else {
                server.addEventListener(this);
            }
        }
    }

    private void serving() {
        try {
            JettyConnectors.addIpv6Loopback(server);
        } catch (Exception e) {
            System.getLogger("dev.hmr").log(Level.WARNING, "Jetty does not listen on IPv6: " + e.getMessage());
        }
        application.serving();
    }

    @Override
    public void lifeCycleStopping(LifeCycle stopping) {
        if (stopping == first) {
            end();
        }
    }

    private void end() {
        server.removeEventListener(this);
        first.removeEventListener(this);
        application.close();
    }
}
