package dev.hmr.javalin;

import dev.hmr.servlet.Listening;
import dev.hmr.servlet.jetty.JettyConnectors;
import io.javalin.config.JavalinState;
import org.eclipse.jetty.server.Server;

/** Keeps a development server off the network: where the user names no host, it listens on this machine only. */
final class Loopback {
    private Loopback() {}

    /** To be called after the user's configuration and before the start. */
    static void bind(JavalinState state) {
        if (state.jetty.host != null || !state.jettyInternal.connectors.isEmpty()) {
            return;
        }
        state.jetty.host = Listening.IPV4_LOOPBACK;
        state.events.serverStarted(() -> {
            Server server = state.jettyInternal.server;
            if (server != null && Listening.IPV4_LOOPBACK.equals(state.jetty.host)) {
                JettyConnectors.addIpv6Loopback(server);
            }
        });
    }
}
