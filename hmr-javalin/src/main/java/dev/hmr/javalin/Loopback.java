package dev.hmr.javalin;

import io.javalin.config.JavalinState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a development server off the network: where the user names no host, it listens on this machine only, on IPv4 and
 * IPv6 both, so that the name localhost works whatever it resolves to.
 */
final class Loopback {
    private static final String IPV4 = "127.0.0.1";
    private static final String IPV6 = "::1";

    private Loopback() {}

    /** To be called after the user's configuration and before the start. */
    static void bind(JavalinState state) {
        if (state.jetty.host != null || !state.jettyInternal.connectors.isEmpty()) {
            return;
        }
        state.jetty.host = IPV4;
        state.events.serverStarted(() -> {
            Server server = state.jettyInternal.server;
            if (server != null && IPV4.equals(state.jetty.host)) {
                addIpv6(server);
            }
        });
    }

    /** The host that the user named, which pages may then use to reach the developer channel. */
    static Collection<String> namedHost(JavalinState state) {
        @Nullable String host = state.jetty.host;
        return host == null || host.equals(IPV4) || host.equals("0.0.0.0") || host.equals("::")
                ? List.of()
                : List.of(host);
    }

    private static void addIpv6(Server server) throws Exception {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector ipv4 && IPV4.equals(ipv4.getHost())) {
                ServerConnector ipv6 = new ServerConnector(
                        server,
                        ipv4.getConnectionFactories().toArray(new org.eclipse.jetty.server.ConnectionFactory[0]));
                ipv6.setHost(IPV6);
                ipv6.setPort(ipv4.getLocalPort());
                server.addConnector(ipv6);
                try {
                    ipv6.start();
                } catch (IOException e) {
                    // No IPv6 here, or the port is taken there: IPv4 is enough.
                    server.removeConnector(ipv6);
                }
                return;
            }
        }
    }
}
