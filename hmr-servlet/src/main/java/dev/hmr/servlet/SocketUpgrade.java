package dev.hmr.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How a container turns a request into a web socket. Thread-safe. */
@FunctionalInterface
public interface SocketUpgrade {
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

    /** How to find out what a container offers. */
    @FunctionalInterface
    interface Provider {
        /** To be called while the context starts. */
        SocketUpgrade in(ServletContext context);
    }
}
