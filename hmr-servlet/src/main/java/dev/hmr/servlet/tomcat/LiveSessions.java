package dev.hmr.servlet.tomcat;

import org.apache.catalina.Context;
import org.apache.catalina.session.StandardManager;
import org.jspecify.annotations.Nullable;

/** The sessions of all generations. The context that serves configures them and listens to them. Thread-safe. */
final class LiveSessions extends StandardManager {
    private volatile @Nullable Context serving;

    LiveSessions() {
        // Sessions would come back after a restart as objects of classes that may be others by then.
        setPathname(null);
    }

    void follow(Context context) {
        serving = context;
    }

    @Override
    public Context getContext() {
        Context current = serving;
        return current == null ? super.getContext() : current;
    }
}
