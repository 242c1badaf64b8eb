package dev.hmr.servlet;

import dev.hmr.HmrException;
import dev.hmr.HmrOptions;
import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.session.DevSession;
import dev.hmr.session.EntryPoint;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands around an application while its code is being edited, whatever it is written with: the session, the browsers
 * and the filters for its requests. Thread-safe; whoever opened it closes it.
 */
public final class DevServer implements AutoCloseable {
    private final DevSession session;
    private final HmrOptions options;
    private final @Nullable EntryPoint entry;
    private final ServerIdentity identity = ServerIdentity.create();
    private final BrowserHub browsers;

    private DevServer(DevSession session, HmrOptions options, @Nullable EntryPoint entry, LongSupplier serving) {
        this.session = session;
        this.options = options;
        this.entry = entry;
        this.browsers = new BrowserHub(identity, serving);
        session.listen(new BrowserNews(browsers));
    }

    /**
     * Opens a session for an application that is about to start.
     *
     * @param userCode the lambda or method reference that puts the application together
     * @param serving gives the number of the generation that is being served; must not block
     * @param adapter a class of the framework's adapter, whose code is not to be reloaded
     * @return empty where nothing is to be reloaded; user code of any form is welcome then
     * @throws HmrException if {@code userCode} is neither method reference nor lambda, or the options cannot be met
     */
    public static Optional<DevServer> open(
            Serializable userCode, HmrOptions options, LongSupplier serving, Class<?> adapter) {
        ClassLoader application = userCode.getClass().getClassLoader();
        return DevSession.open(application, options, List.of(DevServer.class, adapter))
                .map(session -> {
                    try {
                        return new DevServer(session, options, EntryPoint.of(userCode), serving);
                    } catch (HmrException e) {
                        session.close();
                        throw e;
                    }
                });
    }

    /**
     * Opens a session for a web application that a container is about to start.
     *
     * @param application its loader
     * @param serving gives the number of the generation that is being served; must not block
     * @return empty where nothing is to be reloaded
     * @throws HmrException if the options cannot be met
     */
    static Optional<DevServer> openDeployed(ClassLoader application, HmrOptions options, LongSupplier serving) {
        return DevSession.openDeployed(application, options, List.of(DevServer.class))
                .map(session -> new DevServer(session, options, null, serving));
    }

    public DevSession session() {
        return session;
    }

    /** The user's code that puts the application together; there is none where a container does. */
    public EntryPoint entry() {
        return Objects.requireNonNull(entry, "a container puts this application together");
    }

    /** A filter for a servlet context; see {@link HmrFilter#HmrFilter}. */
    public HmrFilter filter(AllowedHosts hosts, Generations generations, SocketUpgrade.Provider sockets) {
        return new HmrFilter(identity, hosts, generations, browsers, session, sockets);
    }

    /**
     * To be called once the server serves: says where, and gets ready for the first save.
     *
     * @param where the first is told as the address; empty if it has no port
     */
    public void started(List<Listening> where) {
        session.serving();
        where.stream().findFirst().map(Listening::address).ifPresent(address -> {
            session.announce(address);
            if (options.openBrowser()) {
                session.openBrowser(address);
            }
        });
        where.stream()
                .flatMap(listening -> listening.reachableFromOutside().stream())
                .forEach(outside -> session.warn("Others on your network can reach this development server at "
                        + outside + ", because it was told to listen on every interface."));
    }

    @Override
    public void close() {
        browsers.close();
        session.close();
    }
}
