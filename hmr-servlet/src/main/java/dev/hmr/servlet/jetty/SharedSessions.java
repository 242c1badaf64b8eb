package dev.hmr.servlet.jetty;

import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.util.Callback;

/** The session handler that the context of one generation has: settings and listeners of its own, the sessions of all. */
final class SharedSessions extends SessionHandler {
    private final LiveSessions live;

    SharedSessions(LiveSessions live) {
        this.live = live;
    }

    /** In place of a handler that has been configured, and not started. */
    static SharedSessions inPlaceOf(SessionHandler configured, LiveSessions live) {
        SharedSessions shared = new SharedSessions(live);
        copySettings(configured, shared);
        configured.getEventListeners().forEach(shared::addEventListener);
        return shared;
    }

    static void copySettings(SessionHandler from, SessionHandler to) {
        to.setMaxInactiveInterval(from.getMaxInactiveInterval());
        to.setSessionTrackingModes(from.getEffectiveSessionTrackingModes());
        if (from.getSessionCookie() != null) {
            to.setSessionCookie(from.getSessionCookie());
        }
        from.getSessionCookieAttributes().forEach(to::setSessionCookieAttribute);
        to.setSecureRequestOnly(from.isSecureRequestOnly());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Handler next = getHandler();
        ServletContextRequest servletRequest = Request.as(request, ServletContextRequest.class);
        if (next == null || servletRequest == null) {
            return false;
        }
        live.resume(servletRequest, response);
        return next.handle(request, response, callback);
    }

    @Override
    public void newSession(Request request, String requestedId, Consumer<ManagedSession> consumer) {
        live.newSession(request, requestedId, consumer);
    }

    @Override
    public HttpCookie getSessionCookie(ManagedSession session, boolean secure) {
        return live.getSessionCookie(session, secure);
    }
}
