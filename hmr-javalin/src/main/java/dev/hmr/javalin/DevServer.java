package dev.hmr.javalin;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.servlet.BrowserHub;
import dev.hmr.servlet.BrowserNews;
import dev.hmr.servlet.Generations;
import dev.hmr.servlet.HmrFilter;
import dev.hmr.servlet.JettyApplicationSockets;
import dev.hmr.session.DevSession;
import dev.hmr.session.EntryPoint;
import dev.hmr.session.Lifetime;
import dev.hmr.session.Lifetimes;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import jakarta.servlet.DispatcherType;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;

/** What stands around a Javalin while its code is being edited: the session, the filter and the browsers. Thread-safe. */
final class DevServer implements AutoCloseable {
    private final DevSession session;
    private final HmrOptions options;
    private final EntryPoint entry;
    private final Generations generations = new Generations();
    private final ServerIdentity identity = ServerIdentity.create();
    private final BrowserHub browsers = new BrowserHub(identity, generations::current);

    private DevServer(DevSession session, HmrOptions options, EntryPoint entry) {
        this.session = session;
        this.options = options;
        this.entry = entry;
        session.listen(new BrowserNews(browsers));
    }

    /** Empty where nothing is to be reloaded; user code of any form is welcome then. */
    static Optional<DevServer> open(Serializable userCode, HmrOptions options) {
        ClassLoader application = userCode.getClass().getClassLoader();
        return DevSession.open(application, options, List.of(HmrFilter.class, DevServer.class))
                .map(session -> {
                    try {
                        return new DevServer(session, options, EntryPoint.of(userCode));
                    } catch (HmrException e) {
                        session.close();
                        throw e;
                    }
                });
    }

    DevSession session() {
        return session;
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
    void adopt(Javalin javalin, JavalinFactory factory, Lifetime lifetime) {
        UncaughtExceptions.reportFrom(javalin.unsafe);
        install(javalin.unsafe, RouteCapture.readFrom(javalin.unsafe), JavalinWiring.Shape.FACTORY, lifetime);
    }

    private void install(JavalinState state, RouteCapture capture, JavalinWiring.Shape shape, Lifetime lifetime) {
        LiveServer server = new LiveServer(state, capture.routes(), generations);
        Loopback.bind(state);
        state.jetty.modifyServletContextHandler(context -> {
            addFilter(context, AllowedHosts.loopback().and(Loopback.namedHost(state)));
            server.contextCreated(context.getServletContext());
            session.listen(new JettyApplicationSockets(context.getServletContext()));
        });
        state.events.serverStarted(() -> started(state));
        session.attach(new JavalinWiring(entry, shape, server), lifetime);
    }

    private void addFilter(ServletContextHandler context, AllowedHosts hosts) {
        HmrFilter hmr = new HmrFilter(identity, hosts, generations, browsers, session);
        session.listen(hmr.streams());
        FilterHolder filter = new FilterHolder(hmr);
        filter.setAsyncSupported(true);
        context.getServletHandler().prependFilter(filter);
        context.getServletHandler().prependFilterMapping(mapping(filter));
    }

    private static FilterMapping mapping(FilterHolder filter) {
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName(filter.getName());
        mapping.setPathSpec("/*");
        mapping.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        return mapping;
    }

    private void started(JavalinState state) {
        Listening.of(state).ifPresent(listening -> {
            session.announce(listening.address());
            listening
                    .reachableFromOutside()
                    .ifPresent(outside -> session.warn("Others on your network can reach this development server at "
                            + outside + ", because config.jetty.host asks for every interface."));
            if (options.openBrowser()) {
                session.openBrowser(listening.address());
            }
        });
        session.rehearse();
    }

    @Override
    public void close() {
        browsers.close();
        session.close();
    }
}
