package dev.hmr.servlet;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.protocol.AllowedHosts;
import dev.hmr.session.Lifetime;
import dev.hmr.session.Lifetimes;
import dev.hmr.session.ReloadListener;
import dev.hmr.session.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A servlet application in an embedded container that always runs the code as it was last saved. Thread-safe; closed by
 * whoever started it, or by the end of the process.
 *
 * <p>It is started with {@code HmrJetty} or {@code HmrTomcat}.
 */
public final class HmrServlets implements AutoCloseable {
    private final EmbeddedContainer<?> container;
    private final @Nullable DevServer dev;
    private final Lifetime lifetime;
    private final ExecutorService retirement;

    private HmrServlets(EmbeddedContainer<?> container, @Nullable DevServer dev, Lifetime lifetime) {
        this.container = container;
        this.dev = dev;
        this.lifetime = lifetime;
        this.retirement = Executors.newSingleThreadExecutor(HmrServlets::daemon);
    }

    /**
     * For the adapters of containers: starts an application.
     *
     * @param container in which nothing has been started yet
     * @param succession by which the container tells which of its contexts is to serve
     * @throws HmrException if {@code application} is neither method reference nor lambda, the options cannot be met, or
     *     the application cannot be started
     */
    public static <C> HmrServlets start(
            ContextConfiguration<C> application,
            HmrOptions options,
            EmbeddedContainer<C> container,
            Succession<C> succession) {
        Lifetime lifetime = new Lifetime();
        DevServer dev = DevServer.open(application, options, succession::current, container.getClass())
                .orElse(null);
        HmrServlets server = new HmrServlets(container, dev, lifetime);
        try {
            if (dev == null) {
                server.startPlain(application, container);
            } else {
                server.startReloadable(dev, application, container, succession);
            }
            return server;
        } catch (RuntimeException | Error e) {
            server.closeAfter(e);
            throw e;
        }
    }

    private <C> void startPlain(ContextConfiguration<C> application, EmbeddedContainer<C> container) {
        C context = container.plain();
        Lifetimes.ofProcess().building(lifetime, () -> {
            Deployments.configure(context, application::configure);
            start(container);
            return List.of();
        });
    }

    private <C> void startReloadable(
            DevServer dev,
            ContextConfiguration<C> application,
            EmbeddedContainer<C> container,
            Succession<C> succession) {
        AllowedHosts hosts = AllowedHosts.loopback().and(container.bindToNamedHosts());
        Deployments<C> deployments = new Deployments<>(dev, container, hosts);
        Deployments.Deployed<C> first = Lifetimes.ofProcess().building(lifetime, () -> {
            Deployments.Deployed<C> deployed = deployments.first(application::configure);
            container.activate(deployed.context());
            succession.swap(0, deployed.context());
            start(container);
            return deployed;
        });
        dev.session()
                .attach(
                        new ContextWiring<>(
                                Optional.of(dev.entry()), container, deployments, succession, retirement, first),
                        lifetime);
        dev.started(container.listening());
    }

    private static void start(EmbeddedContainer<?> container) {
        try {
            container.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HmrException("The server cannot be started: " + e.getMessage(), e);
        }
    }

    /** The port that the server listens on, or -1 if it has none. */
    public int port() {
        return container.listening().stream().findFirst().map(Listening::port).orElse(-1);
    }

    /** The generation that serves now: how many saves have gone live, reloaded or in place. */
    public long generation() {
        return dev == null ? 0 : dev.session().generation();
    }

    /** What the last save ended in; empty before the first. */
    public Optional<Verdict> lastVerdict() {
        return dev == null ? Optional.empty() : dev.session().lastVerdict();
    }

    /**
     * Has the listener told what came of each save, on the session's thread. Close what is returned to end that. Without
     * reloading it is never called.
     */
    public AutoCloseable listen(ReloadListener listener) {
        return dev == null ? () -> {} : dev.session().listen(listener);
    }

    /**
     * Stops the server and reloading, and disposes of what was registered with {@link dev.hmr.Hmr}. Idempotent.
     *
     * @throws HmrException if the container fails to stop; everything else has ended then
     */
    @Override
    public void close() {
        try {
            container.stop();
        } catch (Exception e) {
            throw new HmrException("The server did not stop as it should: " + e.getMessage(), e);
        } finally {
            if (dev == null) {
                Lifetimes.ofProcess().closed(lifetime).toCompletableFuture().join();
            } else {
                dev.close();
            }
            retirement.shutdown();
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "hmr-retirement");
        thread.setDaemon(true);
        return thread;
    }
}
