package dev.hmr.servlet.tomcat;

import dev.hmr.HmrException;
import dev.hmr.servlet.Listening;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/** Where a Tomcat listens, and how a development server stays off the network. */
final class TomcatConnectors {
    private TomcatConnectors() {}

    /**
     * Has connectors that do not serve yet, and for which no address was named, listen on this machine only. Returns the
     * names that were.
     */
    static Collection<String> bindToLoopback(Service service) {
        Stream.of(service.findConnectors())
                .filter(connector -> address(connector) == null)
                .forEach(TomcatConnectors::bindToLoopback);
        return Stream.of(service.findConnectors())
                .flatMap(connector -> Listening.named(address(connector)).stream())
                .toList();
    }

    /**
     * Makes sure that nobody is let in before it is known who may.
     *
     * @throws HmrException if a connector that others on the network can reach serves already
     */
    static void requireUnserved(Service service) {
        for (Connector connector : service.findConnectors()) {
            if (connector.getState().isAvailable() && address(connector) == null) {
                throw new HmrException("Tomcat was serving port " + connector.getPort()
                        + " on the network before the application was deployed. Add address=\"127.0.0.1\" to its"
                        + " Connector in server.xml, or the address by which others shall reach it.");
            }
        }
    }

    private static void bindToLoopback(Connector connector) {
        if (connector.getState() == LifecycleState.NEW) {
            connector.setProperty("address", Listening.IPV4_LOOPBACK);
        } else if (connector.getState() == LifecycleState.INITIALIZED) {
            // It has its port, and accepts nobody yet.
            try {
                connector.getProtocolHandler().destroy();
                connector.setProperty("address", Listening.IPV4_LOOPBACK);
                connector.getProtocolHandler().init();
            } catch (Exception e) {
                throw new HmrException(
                        "Port " + connector.getPort() + " cannot be had on this machine only: " + e.getMessage(), e);
            }
        }
    }

    /** Has a started server that listens on IPv4 on this machine only do so on IPv6 as well. */
    static void addIpv6Loopback(Service service) {
        for (Connector ipv4 : service.findConnectors()) {
            if (Listening.IPV4_LOOPBACK.equals(address(ipv4)) && !ipv4.getSecure() && !hasIpv6(service, ipv4)) {
                Connector ipv6 = new Connector();
                ipv6.setPort(ipv4.getLocalPort());
                ipv6.setProperty("address", Listening.IPV6_LOOPBACK);
                ipv6.setThrowOnFailure(true);
                try {
                    service.addConnector(ipv6);
                } catch (IllegalArgumentException e) {
                    // No IPv6 here, or the port is taken there: IPv4 is enough.
                    service.removeConnector(ipv6);
                }
            }
        }
    }

    private static boolean hasIpv6(Service service, Connector ipv4) {
        return Stream.of(service.findConnectors())
                .anyMatch(other -> other != ipv4 && other.getLocalPort() == ipv4.getLocalPort());
    }

    static List<Listening> listening(Service service) {
        return Stream.of(service.findConnectors())
                .map(connector -> new Listening(
                        Optional.ofNullable(address(connector)).orElse(""),
                        connector.getLocalPort(),
                        connector.getSecure()))
                .toList();
    }

    private static @Nullable String address(Connector connector) {
        Object address = connector.getProperty("address");
        return address instanceof java.net.InetAddress inet
                ? inet.getHostAddress()
                : address == null ? null : address.toString();
    }
}
