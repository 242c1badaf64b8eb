package dev.hmr.servlet;

import dev.hmr.session.ReloadEvent;
import java.util.function.Predicate;

/** Which of the application's open web sockets a reload cuts off from the code that serves. */
public final class AffectedSockets {
    /** What a client is told when its socket is closed, with status 1012. */
    public static final String REASON = "The code behind this socket was reloaded.";

    private AffectedSockets() {}

    /** Takes the path that a socket was opened at, within the context. The developer sockets are never affected. */
    public static Predicate<String> of(ReloadEvent event) {
        Predicate<String> affected = RoutePaths.of(event.routes(), "WEBSOCKET");
        return path -> !path.startsWith(DevPath.ROOT + "/") && affected.test(path);
    }
}
