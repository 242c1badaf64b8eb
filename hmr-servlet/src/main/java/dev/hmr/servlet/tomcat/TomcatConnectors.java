package dev.hmr.servlet.tomcat;

import dev.hmr.servlet.Listening;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;

/** Where a Tomcat listens, and how a development server stays off the network. */
final class TomcatConnectors {
    private TomcatConnectors() {}

    /** Has connectors for which no address was named listen on this machine only. Returns the names that were. */
    static Collection<String> bindToLoopback(Service service) {
        Stream.of(service.findConnectors())
                .filter(connector -> address(connector) == null)
                .forEach(connector -> connector.setProperty("address", Listening.IPV4_LOOPBACK));
        return Stream.of(service.findConnectors())
                .flatMap(connector -> Listening.named(address(connector)).stream())
                .toList();
    }

    /** Has a started server that listens on IPv4 on this machine only do so on IPv6 as well. */
    static void addIpv6Loopback(Service service) {
        for (Connector ipv4 : service.findConnectors()) {
            if (Listening.IPV4_LOOPBACK.equals(address(ipv4)) && !ipv4.getSecure()) {
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

    static Optional<Listening> listening(Service service) {
        return Stream.of(service.findConnectors())
                .map(connector -> new Listening(
                        Optional.ofNullable(address(connector)).orElse(""),
                        connector.getLocalPort(),
                        connector.getSecure()))
                .findFirst();
    }

    private static @Nullable String address(Connector connector) {
        Object address = connector.getProperty("address");
        return address instanceof java.net.InetAddress inet
                ? inet.getHostAddress()
                : address == null ? null : address.toString();
    }
}
