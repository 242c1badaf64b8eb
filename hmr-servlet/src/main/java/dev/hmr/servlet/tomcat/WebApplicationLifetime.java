package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.servlet.DeployedApplication;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.core.StandardContext;
import org.jspecify.annotations.Nullable;

/** Begins and ends HMR with a web application, as Tomcat starts and stops it. */
final class WebApplicationLifetime implements LifecycleListener {
    private final StandardContext first;
    private final Server server;
    private final DeployedApplication<Context> application;
    private final WebApplication contexts;

    private WebApplicationLifetime(
            StandardContext first, DeployedApplication<Context> application, WebApplication contexts) {
        this.first = first;
        this.server = Container.getService(first).getServer();
        this.application = application;
        this.contexts = contexts;
    }

    /**
     * Begins, if the application is to be reloaded.
     *
     * @throws HmrException if it was to be, and cannot
     */
    static void begin(ServletContext context, ClassLoader loader, HmrOptions options) {
        StandardContext first = TomcatInternals.contextOf(context)
                .orElseThrow(() -> new HmrException(
                        "the context behind it cannot be reached in " + context.getServerInfo() + "."));
        AtomicReference<@Nullable WebApplication> contexts = new AtomicReference<>();
        Optional<DeployedApplication<Context>> application =
                DeployedApplication.open(loader, options, first, succession -> {
                    WebApplication taken = new WebApplication(first, loader, succession);
                    contexts.set(taken);
                    return taken;
                });
        WebApplication taken = contexts.get();
        if (application.isEmpty() || taken == null) {
            System.getLogger("dev.hmr")
                    .log(
                            Level.INFO,
                            "HMR is off for \"" + first.getPath()
                                    + "\": the sources of its classes are not where Maven, Gradle or IntelliJ put them."
                                    + " Name them with the context parameter hmr.sources to have it reloaded.");
            return;
        }
        WebApplicationLifetime lifetime = new WebApplicationLifetime(first, application.get(), taken);
        first.addLifecycleListener(lifetime);
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
            contexts.removeLaterOnes();
            application.close();
        }
    }

    private void serving() {
        TomcatConnectors.addIpv6Loopback(Container.getService(first));
        application.serving();
    }
}
