package dev.hmr.javalin;

import dev.hmr.protocol.Route;
import dev.hmr.session.RegisteredRoute;
import io.javalin.config.JavalinState;
import io.javalin.router.Endpoint;
import io.javalin.router.ParsedEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Learns the routes of a Javalin, and where in the user's code each of them is registered. */
final class RouteCapture {
    private final List<RegisteredRoute> routes = Collections.synchronizedList(new ArrayList<>());

    /** Listens while the user's code configures a Javalin; the events fire on the registering thread. */
    static RouteCapture listenTo(JavalinState state) {
        RouteCapture capture = new RouteCapture();
        state.events.handlerAdded(handler -> capture.routes.add(
                RegisteredRoute.here(route(handler.getHttpMethod().name(), handler.getPath()), handler.getHandler())));
        state.events.wsHandlerAdded(handler ->
                capture.routes.add(RegisteredRoute.here(route("WEBSOCKET", handler.getPath()), handler.getWsConfig())));
        return capture;
    }

    /** Of a Javalin that is configured already; where its routes were registered can no longer be seen. */
    static RouteCapture readFrom(JavalinState state) {
        RouteCapture capture = new RouteCapture();
        for (ParsedEndpoint parsed : state.internalRouter.allHttpHandlers()) {
            Endpoint endpoint = parsed.endpoint;
            capture.routes.add(new RegisteredRoute(
                    route(endpoint.method.name(), endpoint.path), endpoint.handler.getClass(), List.of()));
        }
        state.internalRouter
                .allWsHandlers()
                .forEach(entry -> capture.routes.add(new RegisteredRoute(
                        route("WEBSOCKET", entry.getPath()), entry.getWsConfig().getClass(), List.of())));
        return capture;
    }

    List<RegisteredRoute> routes() {
        return List.copyOf(routes);
    }

    private static Route route(String method, String path) {
        return new Route(method, path, PathPattern.of(path));
    }
}
