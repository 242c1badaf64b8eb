package dev.hmr.servlet;

import dev.hmr.HmrOptions;
import dev.hmr.protocol.AllowedHosts;
import dev.hmr.servlet.Deployments.Deployed;
import dev.hmr.session.DevSession;
import dev.hmr.session.Lifetime;
import dev.hmr.session.Lifetimes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web application that a container of its own has deployed, while its code is being edited. Generation 0 is the context that
 * the container made; each later one is made by the container in the same way, beside it. Called by the container's threads,
 * one at a time; closed by the adapter when the container stops the first context.
 *
 * @param <C> the container's own kind of context
 */
public final class DeployedApplication<C> implements AutoCloseable {
    private final DevServer dev;
    private final DeployingContainer<C> container;
    private final Succession<C> succession;
    private final Deployments<C> deployments;
    private final Deployed<C> first;
    private final Lifetime lifetime = new Lifetime();
    private final ExecutorService background = Executors.newSingleThreadExecutor(DeployedApplication::daemon);

    private DeployedApplication(DevServer dev, DeployingContainer<C> container, Succession<C> succession, C first) {
        this.dev = dev;
        this.container = container;
        this.succession = succession;
        AllowedHosts hosts = AllowedHosts.loopback().and(container.bindToNamedHosts());
        this.deployments = new Deployments<>(dev, container, hosts);
        this.first = deployments.adopt(first);
        Lifetimes.ofProcess().building(lifetime, List::of);
        container.servletContext(first).setAttribute(DevSession.class.getName(), dev.session());
    }

    /** How an adapter takes an application over that is to be reloaded. */
    @FunctionalInterface
    public interface Takeover<C> {
        DeployingContainer<C> of(Succession<C> succession);
    }

    /**
     * Takes over a web application whose first context is being started.
     *
     * @param application the web application's loader
     * @param takeover called only if it is to be reloaded
     * @return empty if it is not: switched off, or its sources are not at hand; the application is as it was then
     * @throws dev.hmr.HmrException if the options cannot be met
     */
    public static <C> Optional<DeployedApplication<C>> open(
            ClassLoader application, HmrOptions options, C first, Takeover<C> takeover) {
        Succession<C> succession = new Succession<>();
        return DevServer.openDeployed(application, options, succession::current).map(dev -> {
            try {
                return new DeployedApplication<>(dev, takeover.of(succession), succession, first);
            } catch (RuntimeException | Error e) {
                dev.close();
                throw e;
            }
        });
    }

    /** To be called when the first context has been started, and before it serves. */
    public void started() {
        C context = first.context();
        container.activate(context);
        succession.swap(0, context);
        deployments.addDevChannel(context);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(container.servletContext(context).getClassLoader());
        try {
            dev.session()
                    .attach(
                            new ContextWiring<>(
                                    Optional.empty(), container, deployments, succession, background, first),
                            lifetime);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** To be called when the server serves. Returns at once. */
    public void serving() {
        String path = container.servletContext(first.context()).getContextPath();
        background.execute(() -> dev.started(container.listening().stream()
                .map(listening -> listening.at(path))
                .toList()));
    }

    /** Ends reloading, and all later generations; to be called before the container stops the first context. */
    @Override
    public void close() {
        try {
            container.removeLaterOnes();
        } finally {
            dev.close();
            background.shutdown();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hmr-background");
        thread.setDaemon(true);
        return thread;
    }
}
