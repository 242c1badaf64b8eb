package dev.hmr.servlet.jetty;

import dev.hmr.servlet.AffectedSockets;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collection;

/** Web sockets of Jakarta's API in Jetty. Loaded only where that API is. */
final class JakartaEndpoints {
    private JakartaEndpoints() {}

    /**
     * Closes them with status 1012.
     *
     * @param container what Jetty keeps them in, which applications need not depend on
     */
    static void close(Object container) {
        CloseReason reason = new CloseReason(CloseCodes.SERVICE_RESTART, AffectedSockets.REASON);
        try {
            Object sessions = container.getClass().getMethod("getOpenSessions").invoke(container);
            for (Object session : (Collection<?>) sessions) {
                close((Session) session, reason);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // They end later then, with their context, and status 1001.
            System.getLogger("dev.hmr").log(Level.DEBUG, "This Jetty keeps its endpoints elsewhere", e);
        }
    }

    private static void close(Session session, CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException e) {
            // The connection broke, as connections do.
        }
    }
}
