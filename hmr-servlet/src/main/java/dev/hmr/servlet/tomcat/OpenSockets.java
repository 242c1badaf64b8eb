package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.AffectedSockets;
import jakarta.servlet.ServletContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.websocket.WsWebSocketContainer;

/** The web sockets of a context. */
final class OpenSockets {
    private OpenSockets() {}

    /** Closes them with status 1012, which tells clients to come again. */
    static void close(ServletContext context) {
        CloseReason reason = new CloseReason(CloseCodes.SERVICE_RESTART, AffectedSockets.REASON);
        for (Session session : of(context)) {
            try {
                session.close(reason);
            } catch (IOException e) {
                // The connection broke, as connections do.
            }
        }
    }

    /** Tomcat knows them all and tells nobody; without this field they end later, with the context, and status 1001. */
    private static List<Session> of(ServletContext context) {
        if (!(context.getAttribute(ServerContainer.class.getName()) instanceof WsWebSocketContainer container)) {
            return List.of();
        }
        try {
            Field sessions = WsWebSocketContainer.class.getDeclaredField("sessions");
            sessions.setAccessible(true);
            return ((Map<?, ?>) sessions.get(container))
                    .keySet().stream().map(Session.class::cast).toList();
        } catch (ReflectiveOperationException | RuntimeException e) {
            System.getLogger("dev.hmr").log(Level.DEBUG, "This Tomcat keeps its web sockets elsewhere", e);
            return List.of();
        }
    }
}
