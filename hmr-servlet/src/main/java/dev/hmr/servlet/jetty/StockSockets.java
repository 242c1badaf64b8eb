package dev.hmr.servlet.jetty;

import dev.hmr.servlet.SocketUpgrade;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;

/** The web sockets of a Jetty of its own, in which they are a module that may be missing. */
final class StockSockets {
    private static final String JETTYS =
            "org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer";

    private StockSockets() {}

    /** To be called while the context starts. */
    static SocketUpgrade in(ServletContext context) {
        if (isThere()) {
            return new JettySockets(context);
        }
        System.getLogger("dev.hmr")
                .log(
                        Level.WARNING,
                        "Pages will not refresh by themselves: this Jetty lacks its module ee10-websocket-jetty.");
        return SocketUpgrade.NONE;
    }

    private static boolean isThere() {
        try {
            Class.forName(JETTYS, false, StockSockets.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
