package dev.hmr.servlet;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.Change.Use;
import dev.hmr.protocol.DeveloperState.OpenPage;
import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pages that browsers have loaded, and what each of them was made from. Thread-safe.
 *
 * <p>Each document gets an id, which its socket names. The requests that follow are told by their Referer: the page
 * itself, or a style sheet or module of it. A browser that does not say, or an address that a script has made up, may be
 * any page's, and so may a page that is open in two tabs: then all of them count, and each looks for itself.
 */
final class Pages {
    /** The header by which a page that fetches its own document again says so. */
    static final String REFETCH = "Hmr-Page";

    private static final int MAX_PAGES = 1_000;
    private static final int MAX_ABSENT = 100;

    /** Oldest first. Guarded by this, as are the pages. */
    private final Map<String, PageLoad> pages = new LinkedHashMap<>();

    /** A document that is about to be made. */
    synchronized PageLoad open(HttpServletRequest request, Exchange document) {
        String query = request.getQueryString();
        PageLoad page = new PageLoad(
                UUID.randomUUID().toString(), query == null ? document.uri() : document.uri() + "?" + query);
        page.add(document);
        pages.put(page.id(), page);
        forgetAllBut(MAX_ABSENT, load -> !load.isOpen());
        forgetAllBut(MAX_PAGES, load -> !load.isConnected());
        return page;
    }

    /** How many are remembered, whether they are open or not. */
    synchronized int size() {
        return pages.size();
    }

    /** All that are connected, for people; the latest first. */
    synchronized List<OpenPage> views() {
        List<OpenPage> views = new ArrayList<>();
        where(PageLoad::isConnected).forEach(page -> views.add(0, page.view()));
        return views;
    }

    private void forgetAllBut(int limit, Predicate<PageLoad> condition) {
        long excess = pages.values().stream().filter(condition).count() - limit;
        Iterator<PageLoad> oldestFirst = pages.values().iterator();
        while (excess > 0) {
            if (condition.test(oldestFirst.next())) {
                oldestFirst.remove();
                excess--;
            }
        }
    }

    /** Notes a request that shows no document with the pages that may have made it; null if no page has. */
    @Nullable
    Exchange note(HttpServletRequest request, long generation) {
        return isMadeByPage(request) ? noteWithAskers(request, generation) : null;
    }

    /** Programs that are no browser are nobody's business, and are not to wait for each other here. */
    private static boolean isMadeByPage(HttpServletRequest request) {
        return request.getHeader("Referer") != null || hidesItsPage(request) || request.getHeader(REFETCH) != null;
    }

    private static boolean hidesItsPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private synchronized Exchange noteWithAskers(HttpServletRequest request, long generation) {
        PageLoad itself = pages.get(String.valueOf(request.getHeader(REFETCH)));
        Collection<PageLoad> askers = itself == null ? askers(request) : List.of(itself);
        boolean shared = askers.stream().filter(PageLoad::isOpen).count() > 1;
        Use use = itself == null ? Exchange.useOf(request) : Use.DOCUMENT;
        Exchange exchange = Exchange.of(request, use, generation, shared);
        askers.forEach(page -> page.add(exchange));
        return exchange;
    }

    private Collection<PageLoad> askers(HttpServletRequest request) {
        String referrer = Referrer.of(request);
        if (referrer == null) {
            return hidesItsPage(request) ? pages.values() : List.of();
        }
        List<PageLoad> found = where(page -> page.url().equals(referrer));
        if (found.isEmpty()) {
            String withoutQuery = referrer.split("\\?", 2)[0];
            found = where(page -> page.asked(withoutQuery));
        }
        return found.isEmpty() ? pages.values() : found;
    }

    private List<PageLoad> where(Predicate<PageLoad> condition) {
        return pages.values().stream().filter(condition).toList();
    }

    /** A page's socket has opened: the page with what it missed, or null when it is not known. */
    synchronized @Nullable Arrival arrive(String id) {
        PageLoad page = pages.get(id);
        return page == null ? null : new Arrival(page, page.connected(), page.failure());
    }

    /** See {@link #arrive}. */
    record Arrival(
            PageLoad page, List<Change> missed, @Nullable Failure failure) {}

    /** The pages whose request failed; those that come back will be shown it again. */
    synchronized Collection<PageLoad> failed(Exchange exchange, Failure failure) {
        List<PageLoad> found = where(page -> page.exchanges().contains(exchange));
        found.forEach(page -> page.fail(failure));
        return found;
    }

    synchronized void leave(PageLoad page) {
        page.disconnected();
    }

    /**
     * What concerns each of the pages; those that are not connected will hear it when they are.
     *
     * @param generation the one that serves the changed routes
     */
    synchronized Map<PageLoad, List<Change>> concernedBy(long generation, List<Route> routes, List<String> files) {
        List<Exchange> all = new ArrayList<>();
        pages.values().forEach(page -> all.addAll(page.exchanges()));
        Relevance relevance = new Relevance(generation, routes, files, all);
        Map<PageLoad, List<Change>> changes = new LinkedHashMap<>();
        for (PageLoad page : pages.values()) {
            List<Change> found = relevance.of(page.exchanges());
            changes.put(page, found);
            page.fail(null);
            if (!page.isConnected()) {
                page.miss(found);
            }
        }
        return changes;
    }
}
