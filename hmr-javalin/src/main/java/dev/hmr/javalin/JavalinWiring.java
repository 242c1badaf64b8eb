package dev.hmr.javalin;

import dev.hmr.HmrException;
import dev.hmr.session.EntryPoint;
import dev.hmr.session.RegisteredRoute;
import dev.hmr.session.Wired;
import dev.hmr.session.Wiring;
import io.javalin.Javalin;
import io.javalin.apibuilder.CrudHandler;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JavalinState;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.Handler;
import io.javalin.http.RequestLogger;
import io.javalin.websocket.WsBinaryMessageHandler;
import io.javalin.websocket.WsCloseHandler;
import io.javalin.websocket.WsConnectHandler;
import io.javalin.websocket.WsErrorHandler;
import io.javalin.websocket.WsExceptionHandler;
import io.javalin.websocket.WsMessageHandler;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the user's configuration again, into a Javalin that is never started: its servlet is given the servlet context of
 * generation 0 and serves behind that one's port.
 */
final class JavalinWiring implements Wiring {
    /** The types of Javalin whose methods only requests, and what sockets receive, lead to. */
    private static final Set<String> HANDLERS = Stream.of(
                    Handler.class,
                    ExceptionHandler.class,
                    CrudHandler.class,
                    RequestLogger.class,
                    WsConnectHandler.class,
                    WsMessageHandler.class,
                    WsBinaryMessageHandler.class,
                    WsCloseHandler.class,
                    WsErrorHandler.class,
                    WsExceptionHandler.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final EntryPoint entry;
    private final Shape shape;
    private final LiveServer server;

    /** What the user's method is like. */
    enum Shape {
        /** It configures the Javalin that it is given. */
        ROUTES,
        /** It makes a Javalin. */
        FACTORY
    }

    JavalinWiring(EntryPoint entry, Shape shape, LiveServer server) {
        this.entry = entry;
        this.shape = shape;
        this.server = server;
    }

    @Override
    public Optional<EntryPoint> entry() {
        return Optional.of(entry);
    }

    @Override
    public boolean isCalledPerRequest(String type, String method) {
        return HANDLERS.contains(type);
    }

    @Override
    public void rehearse() {
        JavalinState state = new JavalinState();
        server.share(state);
        RouteCapture.listenTo(state);
        JavalinState.applyUserConfig(state, config -> config.routes.get("/", context -> {}));
        wired(state, RouteCapture.readFrom(state), 1).discard();
    }

    @Override
    public List<RegisteredRoute> routes() {
        return server.routes();
    }

    @Override
    public Wired run(MethodHandle entry, long generation) {
        return shape == Shape.ROUTES ? configure(entry, generation) : make(entry, generation);
    }

    private Wired configure(MethodHandle routes, long generation) {
        JavalinState state = new JavalinState();
        server.share(state);
        UncaughtExceptions.answerIn(state);
        RouteCapture capture = RouteCapture.listenTo(state);
        JavalinState.applyUserConfig(state, config -> call(routes, config));
        return wired(state, capture, generation);
    }

    private Wired make(MethodHandle factory, long generation) {
        Javalin javalin = (Javalin) call(factory, null);
        JavalinState state = javalin.unsafe;
        UncaughtExceptions.reportFrom(state);
        return wired(state, RouteCapture.readFrom(state), generation);
    }

    private Wired wired(JavalinState state, RouteCapture capture, long generation) {
        List<String> restartReasons = StartOnly.of(state).differences(server.startOnly());
        LiveServer.Standby standby = server.standby(state, generation);
        return new Wired() {
            @Override
            public List<RegisteredRoute> routes() {
                return capture.routes();
            }

            @Override
            public List<String> restartReasons() {
                return restartReasons;
            }

            @Override
            public CompletionStage<?> swap() {
                return standby.swap();
            }

            @Override
            public void discard() {
                standby.discard();
            }
        };
    }

    private static Object call(MethodHandle entry, @Nullable JavalinConfig config) {
        try {
            Object result = config == null ? entry.invoke() : entry.invoke(config);
            return result == null ? Void.TYPE : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new HmrException("The routes method failed: " + e.getMessage(), e);
        }
    }
}
