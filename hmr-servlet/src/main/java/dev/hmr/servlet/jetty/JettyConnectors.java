package dev.hmr.servlet.jetty;

import dev.hmr.HmrException;
import dev.hmr.servlet.Listening;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.AbstractNetworkConnector;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where a Jetty listens, and how a development server stays off the network. */
public final class JettyConnectors {
    private JettyConnectors() {}

    /** Each connector of a started server that is of a kind with a port, in order. */
    public static List<Listening> listening(Server server) {
        return withPort(server)
                .map(connector -> new Listening(
                        connector.getHost() == null ? "" : connector.getHost(),
                        connector.getLocalPort(),
                        connector.getProtocols().contains("ssl")))
                .toList();
    }

    /**
     * Has connectors that do not serve yet, and for which no host was named, listen on this machine only. Returns the hosts
     * that were.
     */
    public static Collection<String> bindToLoopback(Server server) {
        withPort(server).filter(connector -> connector.getHost() == null).forEach(JettyConnectors::bindToLoopback);
        return namedHosts(server);
    }

    /** The hosts that the user named for connectors: pages may use them to reach the developer channel. */
    public static Collection<String> namedHosts(Server server) {
        return withPort(server)
                .flatMap(connector -> Listening.named(connector.getHost()).stream())
                .toList();
    }

    private static void bindToLoopback(AbstractNetworkConnector connector) {
        connector.setHost(Listening.IPV4_LOOPBACK);
        if (connector instanceof ServerConnector open && open.isOpen()) {
            // It has its port, and accepts nobody yet.
            open.close();
            try {
                open.open(bound(open));
            } catch (IOException e) {
                throw new HmrException(
                        "Port " + open.getPort() + " cannot be had on this machine only: " + e.getMessage(), e);
            }
        }
    }

    private static ServerSocketChannel bound(ServerConnector connector) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, connector.getReuseAddress());
            channel.bind(
                    new InetSocketAddress(connector.getHost(), connector.getPort()), connector.getAcceptQueueSize());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Makes sure that nobody is let in before it is known who may.
     *
     * @throws HmrException if a connector that others on the network can reach serves already
     */
    static void requireUnserved(Server server) {
        withPort(server)
                .filter(connector -> connector.isRunning() && connector.getHost() == null)
                .findFirst()
                .ifPresent(connector -> {
                    throw new HmrException("Jetty was serving port " + connector.getLocalPort()
                            + " on the network before the application was deployed. Start it with"
                            + " jetty.http.host=127.0.0.1, or the host by which others shall reach it.");
                });
    }

    /**
     * Has a started server that listens on IPv4 on this machine only do so on IPv6 as well, so that the name localhost
     * works whatever it resolves to.
     */
    public static void addIpv6Loopback(Server server) throws Exception {
        List<ServerConnector> local = withPort(server)
                .filter(connector -> Listening.IPV4_LOOPBACK.equals(connector.getHost()))
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .filter(ipv4 -> isAlone(server, ipv4))
                .toList();
        for (ServerConnector ipv4 : local) {
            ServerConnector ipv6 =
                    new ServerConnector(server, ipv4.getConnectionFactories().toArray(new ConnectionFactory[0]));
            ipv6.setHost(Listening.IPV6_LOOPBACK);
            ipv6.setPort(ipv4.getLocalPort());
            ipv6.setIdleTimeout(ipv4.getIdleTimeout());
            ipv6.setShutdownIdleTimeout(ipv4.getShutdownIdleTimeout());
            ipv6.setAcceptQueueSize(ipv4.getAcceptQueueSize());
            server.addConnector(ipv6);
            try {
                ipv6.start();
            } catch (IOException e) {
                // No IPv6 here, or the port is taken there: IPv4 is enough.
                server.removeConnector(ipv6);
            }
        }
    }

    /** Whether the user has none for IPv6 with the same port. */
    private static boolean isAlone(Server server, ServerConnector ipv4) {
        return withPort(server)
                .filter(other -> other.getHost() != null && other.getHost().contains(":"))
                .noneMatch(other -> other.getLocalPort() == ipv4.getLocalPort());
    }

    private static Stream<AbstractNetworkConnector> withPort(Server server) {
        return Stream.of(server.getConnectors())
                .filter(AbstractNetworkConnector.class::isInstance)
                .map(AbstractNetworkConnector.class::cast);
    }
}
