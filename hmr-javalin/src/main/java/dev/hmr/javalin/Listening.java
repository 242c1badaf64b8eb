package dev.hmr.javalin;

import io.javalin.config.JavalinState;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Where a started Javalin listens.
 *
 * @param host as configured; empty for every interface
 * @param port the one in use
 */
record Listening(String host, int port, boolean secure) {

    /** Of the first connector; empty if that is of a kind without a port. */
    static Optional<Listening> of(JavalinState state) {
        Server server = state.jettyInternal.server;
        return server == null
                ? Optional.empty()
                : Stream.of(server.getConnectors())
                        .filter(ServerConnector.class::isInstance)
                        .map(ServerConnector.class::cast)
                        .map(connector -> new Listening(
                                connector.getHost() == null ? "" : connector.getHost(),
                                connector.getLocalPort(),
                                connector.getProtocols().contains("ssl")))
                        .findFirst();
    }

    /** What to open in a browser on this machine. */
    URI address() {
        boolean local = isEveryInterface() || host.equals("127.0.0.1");
        return uri(local ? "localhost" : host);
    }

    /** What others can open, if it listens on every interface and there is a network. */
    Optional<URI> reachableFromOutside() {
        try {
            return isEveryInterface()
                    ? NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                            .map(InetAddress::getHostAddress)
                            .map(this::uri)
                            .findFirst()
                    : Optional.empty();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private boolean isEveryInterface() {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }

    private URI uri(String name) {
        return URI.create((secure ? "https://" : "http://") + name + ":" + port + "/");
    }
}
