package dev.hmr.servlet;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.Change.Use;
import dev.hmr.protocol.Route;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which requests would be answered differently after a reload. Pure; one thread at a time. */
final class Relevance {
    private static final Set<String> METHODS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "WEBSOCKET");

    private final long generation;
    private final Map<Route, Predicate<Exchange>> routes = new LinkedHashMap<>();
    private final Map<String, Predicate<Exchange>> files = new LinkedHashMap<>();

    /** @param everything the requests of all pages */
    Relevance(long generation, List<Route> routes, List<String> files, Collection<Exchange> everything) {
        this.generation = generation;
        routes.forEach(route -> this.routes.put(route, answering(route)));
        files.forEach(file -> this.files.put(file, using(file, everything)));
    }

    /** What of these is an old answer now, each once. */
    List<Change> of(Collection<Exchange> exchanges) {
        Map<Exchange.Key, Change> changes = new LinkedHashMap<>();
        for (Exchange exchange : exchanges) {
            String reason = reason(exchange);
            if (reason != null) {
                changes.putIfAbsent(new Exchange.Key("", exchange.uri(), exchange.use()), exchange.changed(reason));
            }
        }
        return List.copyOf(changes.values());
    }

    private @Nullable String reason(Exchange exchange) {
        // An answer of this generation comes from the changed routes already; changed files do not make a generation.
        if (exchange.generation() < generation) {
            for (Map.Entry<Route, Predicate<Exchange>> route : routes.entrySet()) {
                if (route.getValue().test(exchange)) {
                    return route.getKey().toString();
                }
            }
        }
        for (Map.Entry<String, Predicate<Exchange>> file : files.entrySet()) {
            if (file.getValue().test(exchange)) {
                return file.getKey();
            }
        }
        return null;
    }

    private static Predicate<Exchange> answering(Route route) {
        Predicate<String> paths = RoutePaths.of(route);
        // A handler before or after others has a word of its own for its method.
        boolean anyMethod = !METHODS.contains(route.method());
        return exchange -> (anyMethod
                        || exchange.method().equals(route.method())
                        || (exchange.method().equals("HEAD") && route.method().equals("GET")))
                && paths.test(exchange.path());
    }

    private static Predicate<Exchange> using(String file, Collection<Exchange> everything) {
        Predicate<Exchange> bearsItsName = exchange -> ServedFile.matches(file, exchange.path());
        if (ServedFile.isAsset(file)) {
            return bearsItsName;
        }
        Predicate<Exchange> isTheFile = bearsItsName.and(Exchange::mayBeFile);
        if (everything.stream().anyMatch(isTheFile)) {
            return isTheFile;
        }
        // A template, or data: whatever code answers may be made of it.
        boolean markup = ServedFile.isMarkup(file);
        return exchange -> exchange.mayBeMadeByCode()
                && (!markup || exchange.mayBeHtml())
                && (exchange.use() == Use.DOCUMENT || exchange.use() == Use.DATA)
                && !ServedFile.isAsset(exchange.path());
    }
}
