package dev.hmr.servlet;

import dev.hmr.protocol.Route;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which paths of requests, within the context, are those of routes. */
final class RoutePaths {
    private RoutePaths() {}

    /** The paths of a route; all, if its pattern cannot be understood: then better one refresh too many. */
    static Predicate<String> of(Route route) {
        try {
            return Pattern.compile(route.pattern()).asMatchPredicate();
        } catch (PatternSyntaxException e) {
            return path -> true;
        }
    }

    /** The paths of those routes that answer requests of a method. */
    static Predicate<String> of(List<Route> routes, String method) {
        return routes.stream()
                .filter(route -> route.method().equals(method)
                        || (route.method().equals(ServletRoutes.ANY_METHOD) && !method.equals("WEBSOCKET")))
                .map(RoutePaths::of)
                .reduce(path -> false, Predicate::or);
    }
}
