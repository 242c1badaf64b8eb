package dev.hmr.servlet.jetty;

import dev.hmr.servlet.Listening;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where a Jetty listens, and how a development server stays off the network. */
public final class JettyConnectors {
    private JettyConnectors() {}

    /** Of the first connector of a started server; empty if none is of a kind with a port. */
    public static Optional<Listening> listening(Server server) {
        return withPort(server)
                .map(connector -> new Listening(
                        connector.getHost() == null ? "" : connector.getHost(),
                        connector.getLocalPort(),
                        connector.getProtocols().contains("ssl")))
                .findFirst();
    }

    /** The hosts that connectors were told to listen on. */
    static List<String> namedHosts(Server server) {
        return withPort(server)
                .flatMap(connector -> Listening.named(connector.getHost()).stream())
                .toList();
    }

    /** Has connectors for which no host was named listen on this machine only. To be called before the start. */
    static void bindToLoopback(Server server) {
        withPort(server)
                .filter(connector -> connector.getHost() == null)
                .forEach(connector -> connector.setHost(Listening.IPV4_LOOPBACK));
    }

    /**
     * Has a started server that listens on IPv4 on this machine only do so on IPv6 as well, so that the name localhost
     * works whatever it resolves to.
     */
    public static void addIpv6Loopback(Server server) throws Exception {
        List<ServerConnector> local = withPort(server)
                .filter(connector -> Listening.IPV4_LOOPBACK.equals(connector.getHost()))
                .toList();
        for (ServerConnector ipv4 : local) {
            ServerConnector ipv6 =
                    new ServerConnector(server, ipv4.getConnectionFactories().toArray(new ConnectionFactory[0]));
            ipv6.setHost(Listening.IPV6_LOOPBACK);
            ipv6.setPort(ipv4.getLocalPort());
            server.addConnector(ipv6);
            try {
                ipv6.start();
            } catch (IOException e) {
                // No IPv6 here, or the port is taken there: IPv4 is enough.
                server.removeConnector(ipv6);
            }
        }
    }

    private static Stream<ServerConnector> withPort(Server server) {
        return Stream.of(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast);
    }
}
