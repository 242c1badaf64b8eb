package dev.hmr.servlet.jetty;

import dev.hmr.servlet.AffectedSockets;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.ReloadListener;
import jakarta.servlet.ServletContext;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * The application's own web sockets in Jetty 12 (ee10). A socket stays with the code that it was opened by, so those whose
 * code a reload replaced are closed with status 1012, which tells the client to come again; all others stay open.
 */
public final class JettyApplicationSockets implements ReloadListener {
    private final ServletContext context;

    /** @param context in which the sockets are opened */
    public JettyApplicationSockets(ServletContext context) {
        this.context = context;
    }

    @Override
    public void reloaded(ReloadEvent event) {
        // What changed in place is what the sockets run already.
        if (!event.reloaded().isEmpty()) {
            Predicate<String> affected = AffectedSockets.of(event);
            close(context, session -> affected.test(path(session)));
        }
    }

    /** Closes those of a context's sockets that are to be. */
    static void close(ServletContext context, Predicate<Session> wanted) {
        JettyWebSocketServerContainer container = JettyWebSocketServerContainer.getContainer(context);
        if (container != null) {
            for (Session session : container.getOpenSessions()) {
                if (wanted.test(session)) {
                    session.close(StatusCode.SERVICE_RESTART, AffectedSockets.REASON, Callback.NOOP);
                }
            }
        }
    }

    private String path(Session session) {
        String path = session.getUpgradeRequest().getRequestURI().getPath();
        return path.startsWith(context.getContextPath())
                ? path.substring(context.getContextPath().length())
                : path;
    }
}
