package dev.hmr.servlet.jetty;

import jakarta.servlet.ServletContext;

/** The web sockets of a context, of either API; Jetty may have been set up with one, both or none. */
final class OpenSockets {
    private static final String JETTYS = "org.eclipse.jetty.websocket.api.WebSocketContainer";
    private static final String JAKARTAS = "jakarta.websocket.server.ServerContainer";

    private OpenSockets() {}

    /** Closes them with status 1012, which tells clients to come again. */
    static void close(ServletContext context) {
        if (context.getAttribute(JETTYS) != null) {
            JettyApplicationSockets.close(context, session -> true);
        }
        Object endpoints = context.getAttribute(JAKARTAS);
        if (endpoints != null) {
            JakartaEndpoints.close(endpoints);
        }
    }
}
