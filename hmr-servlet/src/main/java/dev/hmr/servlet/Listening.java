package dev.hmr.servlet;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a started server listens.
 *
 * @param host as configured; empty for every interface
 * @param port the one in use
 * @param contextPath of the application
 */
public record Listening(String host, int port, boolean secure, String contextPath) {

    public static final String IPV4_LOOPBACK = "127.0.0.1";
    public static final String IPV6_LOOPBACK = "::1";

    /** Of a server whose only application is at its root. */
    public Listening(String host, int port, boolean secure) {
        this(host, port, secure, "");
    }

    /** The same with the path of one of the server's applications. */
    public Listening at(String path) {
        return new Listening(host, port, secure, path);
    }

    /** The host that the user named, if any: pages may use it to reach the developer channel. */
    public static Collection<String> named(@Nullable String host) {
        return host == null || host.equals(IPV4_LOOPBACK) || isEveryInterface(host) ? List.of() : List.of(host);
    }

    /** What to open in a browser on this machine. */
    public URI address() {
        boolean local = isEveryInterface(host) || host.equals(IPV4_LOOPBACK);
        return uri(local ? "localhost" : host);
    }

    /** What others can open, if it listens on every interface and there is a network. */
    public Optional<URI> reachableFromOutside() {
        try {
            return isEveryInterface(host)
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

    private static boolean isEveryInterface(String host) {
        return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    }

    private URI uri(String name) {
        return URI.create((secure ? "https://" : "http://") + name + ":" + port + contextPath + "/");
    }
}
