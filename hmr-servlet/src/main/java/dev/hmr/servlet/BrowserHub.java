package dev.hmr.servlet;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.DeveloperState;
import dev.hmr.protocol.Payload;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.Update;
import dev.hmr.protocol.PayloadJson;
import dev.hmr.protocol.Route;
import dev.hmr.protocol.ServerIdentity;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All open pages. Thread-safe; publishing waits for no page.
 *
 * <p>Every page hears the news in the same order: on connecting what is being served, what it missed and what is wrong,
 * then whatever is published.
 */
public final class BrowserHub implements AutoCloseable {
    private static final int MAX_SOCKETS = 1_000;
    /** Less than the minute after which proxies usually cut a silent connection. */
    private static final Duration PULSE = Duration.ofSeconds(30);

    private static final int GOING_AWAY = 1001;
    private static final int TRY_AGAIN_LATER = 1013;

    private final ServerIdentity identity;
    private final LongSupplier generation;
    private final int maxSockets;

    private final Pages pages = new Pages();
    private final ShownProblems shown = new ShownProblems();
    private final Timeline timeline = new Timeline();

    /** Oldest first, each with the page it belongs to. Guarded by this, as is the order of messages: sending only queues. */
    private final Map<BrowserSocket, Optional<PageLoad>> sockets = new LinkedHashMap<>();

    private @Nullable Heartbeat heartbeat;
    private @Nullable Failure lastFailure;
    private boolean closed;

    /** @param generation gives the number of the generation that is being served; must not block */
    public BrowserHub(ServerIdentity identity, LongSupplier generation) {
        this(identity, generation, MAX_SOCKETS);
    }

    BrowserHub(ServerIdentity identity, LongSupplier generation, int maxSockets) {
        this.identity = identity;
        this.generation = generation;
        this.maxSockets = maxSockets;
    }

    /** Tells every open page, and, if it is a failure, every page that comes until it is over. */
    public synchronized void publish(Payload payload) {
        lastFailure = payload instanceof Failure failure ? failure : null;
        String json = PayloadJson.write(payload);
        // A copy, because a socket that fails at once leaves while we are at it.
        for (BrowserSocket socket : List.copyOf(sockets.keySet())) {
            socket.send(json);
        }
    }

    /**
     * Tells every open page what concerns it of new code or new resources, and every page that comes back later.
     *
     * @param serving the generation that is being served from now on
     * @param routes the routes whose code changed
     * @param files the changed resources, named relative to their root with forward slashes: {@code public/style.css}
     */
    public synchronized void update(long serving, List<Route> routes, List<String> files) {
        lastFailure = null;
        Map<PageLoad, List<Change>> concerned = pages.concernedBy(serving, routes, files);
        for (Map.Entry<BrowserSocket, Optional<PageLoad>> open : List.copyOf(sockets.entrySet())) {
            List<Change> changes =
                    open.getValue().map(concerned::get).map(List::copyOf).orElse(List.of());
            open.getKey().send(PayloadJson.write(new Update(serving, changes)));
        }
    }

    /** Shows a failed request to the pages that may have made it. */
    synchronized void failed(Exchange exchange, Failure failure) {
        Collection<PageLoad> concerned = pages.failed(exchange, failure);
        String json = PayloadJson.write(failure);
        for (Map.Entry<BrowserSocket, Optional<PageLoad>> open : List.copyOf(sockets.entrySet())) {
            if (open.getValue().filter(concerned::contains).isPresent()) {
                open.getKey().send(json);
            }
        }
    }

    Pages pages() {
        return pages;
    }

    ShownProblems shown() {
        return shown;
    }

    Timeline timeline() {
        return timeline;
    }

    /** What the developer page shows. */
    DeveloperState state(CodeView code) {
        return new DeveloperState(generation.getAsLong(), timeline.reloads(), pages.views(), code);
    }

    /** How many pages are connected. */
    public synchronized int size() {
        return sockets.size();
    }

    /** Closes all sockets; those that come later are closed at once. */
    @Override
    public synchronized void close() {
        closed = true;
        if (heartbeat != null) {
            heartbeat.close();
        }
        for (BrowserSocket socket : List.copyOf(sockets.keySet())) {
            socket.close(GOING_AWAY, "The server stops.");
        }
        List.copyOf(sockets.keySet()).forEach(this::leave);
    }

    /**
     * Takes a socket in and tells it where we are. With too many open, the oldest has to go.
     *
     * @param pageId which page it says it belongs to
     */
    public synchronized void join(BrowserSocket socket, String pageId) {
        if (closed) {
            socket.close(GOING_AWAY, "The server stops.");
            return;
        }
        if (sockets.size() >= maxSockets) {
            BrowserSocket oldest = sockets.keySet().iterator().next();
            leave(oldest);
            oldest.close(TRY_AGAIN_LATER, "Too many pages are open.");
        }
        if (heartbeat == null) {
            heartbeat = Heartbeat.start(PULSE, this::beat);
        }
        Pages.Arrival arrival = pages.arrive(pageId);
        sockets.put(socket, Optional.ofNullable(arrival).map(Pages.Arrival::page));
        long serving = generation.getAsLong();
        socket.send(PayloadJson.write(new Connected(serving, identity.id(), arrival != null)));
        if (arrival != null && !arrival.missed().isEmpty()) {
            socket.send(PayloadJson.write(new Update(serving, arrival.missed())));
        }
        Failure failure = lastFailure == null && arrival != null ? arrival.failure() : lastFailure;
        if (failure != null) {
            socket.send(PayloadJson.write(failure));
        }
    }

    /** Pings every open page. */
    synchronized void beat() {
        List.copyOf(sockets.keySet()).forEach(BrowserSocket::ping);
    }

    /** The socket is closed, or as good as. */
    public synchronized void leave(BrowserSocket socket) {
        Optional<PageLoad> page = sockets.remove(socket);
        if (page != null) {
            page.ifPresent(pages::leave);
        }
    }
}
