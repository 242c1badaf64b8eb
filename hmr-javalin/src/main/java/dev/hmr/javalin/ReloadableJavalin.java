package dev.hmr.javalin;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.protocol.AllowedHosts;
import dev.hmr.servlet.DevServer;
import dev.hmr.servlet.Generations;
import dev.hmr.servlet.HmrFilter;
import dev.hmr.servlet.jetty.JettyApplicationSockets;
import dev.hmr.servlet.jetty.JettyConnectors;
import dev.hmr.servlet.jetty.JettyFilters;
import dev.hmr.servlet.jetty.JettySockets;
import dev.hmr.session.DevSession;
import dev.hmr.session.Lifetime;
import dev.hmr.session.Lifetimes;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** A Javalin whose code is being edited. Thread-safe. */
final class ReloadableJavalin implements AutoCloseable {
    private final DevServer dev;
    private final Generations generations;

    private ReloadableJavalin(DevServer dev, Generations generations) {
        this.dev = dev;
        this.generations = generations;
    }

    /**
     * Empty where nothing is to be reloaded; user code of any form is welcome then.
     *
     * @throws HmrException as {@link DevServer#open} does
     */
    static Optional<ReloadableJavalin> open(Serializable userCode, HmrOptions options) {
        Generations generations = new Generations();
        return DevServer.open(userCode, options, generations::current, ReloadableJavalin.class)
                .map(dev -> new ReloadableJavalin(dev, generations));
    }

    DevSession session() {
        return dev.session();
    }

    /** The user's configuration with what HMR adds to it. */
    Consumer<JavalinConfig> configuring(Routes routes, Lifetime lifetime) {
        return config -> {
            UncaughtExceptions.answerIn(config.unsafe);
            RouteCapture capture = RouteCapture.listenTo(config.unsafe);
            Lifetimes.ofProcess().building(lifetime, () -> {
                routes.accept(config);
                return config;
            });
            install(config.unsafe, capture, JavalinWiring.Shape.ROUTES, lifetime);
        };
    }

    /** Takes a Javalin into care that was made and not yet started. */
    void adopt(Javalin javalin, Lifetime lifetime) {
        UncaughtExceptions.reportFrom(javalin.unsafe);
        install(javalin.unsafe, RouteCapture.readFrom(javalin.unsafe), JavalinWiring.Shape.FACTORY, lifetime);
    }

    private void install(JavalinState state, RouteCapture capture, JavalinWiring.Shape shape, Lifetime lifetime) {
        LiveServer server = new LiveServer(state, capture.routes(), generations);
        state.jetty.modifyServletContextHandler(context -> {
            Loopback.bind(
                    jetty(state),
                    state,
                    named -> addFilter(context, AllowedHosts.loopback().and(named)));
            server.contextCreated(context.getServletContext());
            session().listen(new JettyApplicationSockets(context.getServletContext()));
        });
        state.events.serverStarted(() -> {
            JettyConnectors.addIpv6Loopback(jetty(state));
            dev.started(JettyConnectors.listening(jetty(state)));
        });
        session().attach(new JavalinWiring(dev.entry(), shape, server), lifetime);
    }

    private static Server jetty(JavalinState starting) {
        return Objects.requireNonNull(starting.jettyInternal.server, "Javalin has a server when it starts");
    }

    private void addFilter(ServletContextHandler context, AllowedHosts hosts) {
        HmrFilter hmr = dev.filter(hosts, generations, JettySockets::new);
        session().listen(hmr.streams());
        JettyFilters.addFirst(context, hmr);
    }

    @Override
    public void close() {
        dev.close();
    }
}
