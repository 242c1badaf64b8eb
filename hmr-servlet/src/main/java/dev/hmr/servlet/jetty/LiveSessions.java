package dev.hmr.servlet.jetty;

import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all generations. They are configured and listened to by the one that serves. Thread-safe.
 */
final class LiveSessions extends SessionHandler {
    private volatile @Nullable SessionHandler application;

    /** Takes over the settings and listeners of the generation that serves from now on. */
    void follow(SessionHandler serving) {
        SharedSessions.copySettings(serving, this);
        application = serving;
    }

    /** Finds the session that a request belongs to, as a session handler does on its way to the servlets. */
    void resume(ServletContextRequest request, Response response) {
        addSessionStreamWrapper(request);
        RequestedSession requested = resolveRequestedSessionId(request);
        request.setRequestedSession(requested);
        HttpCookie cookie =
                access(requested.session(), request.getConnectionMetaData().isSecure());
        if (cookie != null) {
            Response.putCookie(response, cookie);
        }
    }

    /** What the application is told its sessions belong to. */
    @Override
    public @Nullable Context getContext() {
        SessionHandler serving = application;
        Context current = serving == null ? null : serving.getContext();
        return current == null ? super.getContext() : current;
    }

    @Override
    public void onSessionCreated(Session session) {
        listeners().onSessionCreated(session);
    }

    @Override
    public void onSessionDestroyed(Session session) {
        listeners().onSessionDestroyed(session);
    }

    @Override
    public void onSessionIdChanged(Session session, String oldId) {
        listeners().onSessionIdChanged(session, oldId);
    }

    @Override
    public void onSessionAttributeUpdate(Session session, String name, Object old, Object value) {
        listeners().onSessionAttributeUpdate(session, name, old, value);
    }

    private SessionHandler listeners() {
        SessionHandler serving = application;
        if (serving == null) {
            throw new IllegalStateException("No generation has served yet.");
        }
        return serving;
    }
}
