package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.servlet.DeployedApplication;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.core.StandardContext;

/** Begins and ends HMR with a web application, as Tomcat starts and stops it. */
final class WebApplicationLifetime implements LifecycleListener {
    private final StandardContext first;
    private final Server server;
    private final DeployedApplication<Context> application;

    private WebApplicationLifetime(StandardContext first, DeployedApplication<Context> application) {
        this.first = first;
        this.server = Container.getService(first).getServer();
        this.application = application;
    }

    /** See {@link dev.hmr.servlet.DeploymentTakeover#begin}. */
    static boolean begin(ServletContext context, ClassLoader loader, HmrOptions options) {
        StandardContext first = TomcatInternals.contextOf(context)
                .orElseThrow(() -> new HmrException(
                        "the context behind it cannot be reached in " + context.getServerInfo() + "."));
        Optional<DeployedApplication<Context>> application = DeployedApplication.open(
                loader, options, first, succession -> new WebApplication(first, loader, succession));
        application.ifPresent(begun -> first.addLifecycleListener(new WebApplicationLifetime(first, begun)));
        return application.isPresent();
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        boolean ofServer = event.getLifecycle() == server;
        if (event.getType().equals(Lifecycle.AFTER_START_EVENT)) {
            if (!ofServer) {
                application.started();
            }
            if (ofServer || server.getState() == LifecycleState.STARTED) {
                serving();
            } else {
                server.addLifecycleListener(this);
            }
        } else if (event.getType().equals(Lifecycle.BEFORE_STOP_EVENT) && !ofServer) {
            server.removeLifecycleListener(this);
            first.removeLifecycleListener(this);
            application.close();
        }
    }

    private void serving() {
        TomcatConnectors.addIpv6Loopback(Container.getService(first));
        application.serving();
    }
}
