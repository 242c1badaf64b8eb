package dev.hmr.servlet;

import dev.hmr.protocol.Payload;
import dev.hmr.protocol.Payload.Cleared;
import dev.hmr.protocol.Payload.Connected;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.RestartNeeded;
import dev.hmr.protocol.Payload.Update;
import dev.hmr.protocol.PayloadJson;
import dev.hmr.protocol.ServerIdentity;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All open pages. Thread-safe; publishing waits for no page.
 *
 * <p>Every page hears the same news in the same order: on connecting what is being served and what is wrong, then
 * whatever is published.
 */
public final class BrowserHub implements AutoCloseable {
    private static final int MAX_SOCKETS = 1_000;
    private static final int GOING_AWAY = 1001;
    private static final int TRY_AGAIN_LATER = 1013;

    private final ServerIdentity identity;
    private final LongSupplier generation;
    private final int maxSockets;

    /** Oldest first. Guarded by this, as is the order of messages: sending only puts them into a queue. */
    private final Set<BrowserSocket> sockets = new LinkedHashSet<>();

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
        if (payload instanceof Failure failure) {
            lastFailure = failure;
        } else if (payload instanceof Update || payload instanceof Cleared || payload instanceof RestartNeeded) {
            lastFailure = null;
        }
        String json = PayloadJson.write(payload);
        // A copy, because a socket that fails at once leaves while we are at it.
        for (BrowserSocket socket : List.copyOf(sockets)) {
            socket.send(json);
        }
    }

    /** How many pages are connected. */
    public synchronized int size() {
        return sockets.size();
    }

    /** Closes all sockets; those that come later are closed at once. */
    @Override
    public synchronized void close() {
        closed = true;
        for (BrowserSocket socket : List.copyOf(sockets)) {
            socket.close(GOING_AWAY, "The server stops.");
        }
        sockets.clear();
    }

    /** Takes a socket in and tells it where we are. With too many open, the oldest has to go. */
    synchronized void join(BrowserSocket socket) {
        if (closed) {
            socket.close(GOING_AWAY, "The server stops.");
            return;
        }
        if (sockets.size() >= maxSockets) {
            Iterator<BrowserSocket> oldestFirst = sockets.iterator();
            BrowserSocket oldest = oldestFirst.next();
            oldestFirst.remove();
            oldest.close(TRY_AGAIN_LATER, "Too many pages are open.");
        }
        sockets.add(socket);
        socket.send(PayloadJson.write(new Connected(generation.getAsLong(), identity.id())));
        if (lastFailure != null) {
            socket.send(PayloadJson.write(lastFailure));
        }
    }

    synchronized void leave(BrowserSocket socket) {
        sockets.remove(socket);
    }
}
