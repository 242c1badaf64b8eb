package dev.hmr.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How a container turns a request into a web socket. Thread-safe. */
@FunctionalInterface
interface SocketUpgrade {
    /** For containers whose web sockets we do not know: pages do without the developer socket. */
    SocketUpgrade NONE = (request, response, browsers, page) -> false;

    /**
     * Upgrades the request, which has been let in, and has the socket join the hub until it closes.
     *
     * @param page the id of the page that asks, as it says
     * @return false when this is no valid handshake, or there are no web sockets here
     */
    boolean upgrade(HttpServletRequest request, HttpServletResponse response, BrowserHub browsers, String page)
            throws IOException;

    /** What the container offers; to be called while its context starts. */
    static SocketUpgrade in(ServletContext context) {
        boolean jetty = context.getClass().getName().startsWith("org.eclipse.jetty.ee10.");
        return jetty && hasJettySockets() ? new JettySockets(context) : NONE;
    }

    private static boolean hasJettySockets() {
        String container = "org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer";
        try {
            Class.forName(container, false, SocketUpgrade.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
