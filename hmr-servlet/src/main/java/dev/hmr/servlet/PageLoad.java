package dev.hmr.servlet;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.DeveloperState.OpenPage;
import dev.hmr.protocol.Payload.Failure;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document in a browser, with the requests it was made from: its own first, then those that it caused. Guarded by
 * {@link Pages}.
 */
final class PageLoad {
    private static final int MAX_EXCHANGES = 2_000;

    private final String id;
    private final String url;
    private final Map<Exchange.Key, Exchange> exchanges = new LinkedHashMap<>();
    private final Set<Change> missed = new LinkedHashSet<>();
    private @Nullable Failure failure;
    private int sockets;
    private boolean wasConnected;

    /** @param url path and query, as its requests will name it in their Referer header */
    PageLoad(String id, String url) {
        this.id = id;
        this.url = url;
    }

    String id() {
        return id;
    }

    String url() {
        return url;
    }

    Collection<Exchange> exchanges() {
        return exchanges.values();
    }

    /** Notes a request; the latest of its kind counts. With too many, the oldest but the document is forgotten. */
    void add(Exchange exchange) {
        exchanges.put(exchange.key(), exchange);
        if (exchanges.size() > MAX_EXCHANGES) {
            Iterator<Exchange> oldestFirst = exchanges.values().iterator();
            oldestFirst.next();
            oldestFirst.next();
            oldestFirst.remove();
        }
    }

    boolean asked(String uri) {
        return exchanges.values().stream().anyMatch(exchange -> exchange.uri().equals(uri));
    }

    /** Keeps news until the page is there to hear it. */
    void miss(List<Change> changes) {
        missed.addAll(changes);
    }

    /** What a request of the page failed with, until something changed; null when all is well. */
    void fail(@Nullable Failure failure) {
        this.failure = failure;
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** As people see it. */
    OpenPage view() {
        List<String> requests =
                exchanges.values().stream().map(Exchange::toString).toList();
        long generation = exchanges.values().iterator().next().generation();
        return new OpenPage(url, generation, requests);
    }

    /** A socket of the page has opened. Returns what the page missed. */
    List<Change> connected() {
        sockets++;
        wasConnected = true;
        List<Change> news = List.copyOf(missed);
        missed.clear();
        return news;
    }

    void disconnected() {
        sockets--;
    }

    boolean isConnected() {
        return sockets > 0;
    }

    /** Whether it is open as far as we know: connected, or loading. */
    boolean isOpen() {
        return isConnected() || !wasConnected;
    }
}
