package dev.hmr.servlet.tomcat;

import java.io.IOException;
import org.apache.catalina.Manager;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardManager;
import org.jspecify.annotations.Nullable;

/**
 * The manager that the context of one generation has: it finds the sessions of all and owns none, so that none ends with it.
 * Thread-safe.
 */
final class SharedSessions extends StandardManager {
    private final Manager live;

    SharedSessions(Manager live) {
        this.live = live;
        setPathname(null);
    }

    @Override
    public Session createSession(@Nullable String sessionId) {
        return live.createSession(sessionId);
    }

    @Override
    public @Nullable Session findSession(@Nullable String id) throws IOException {
        return live.findSession(id);
    }

    @Override
    public void changeSessionId(Session session, String newId) {
        live.changeSessionId(session, newId);
    }
}
