package dev.hmr.protocol;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The names under which the developer channel answers. A page of another site that has its own name resolve to this
 * machine (DNS rebinding) sends that name, and is refused.
 *
 * <p>Always allowed, on any port: {@code localhost}, {@code *.localhost}, {@code 127.0.0.1} and {@code [::1]}.
 * Immutable and thread-safe.
 */
public final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    private AllowedHosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** The names of the loopback interface and no others. */
    public static AllowedHosts loopback() {
        return new AllowedHosts(LOOPBACK);
    }

    /**
     * These and the given names, which the user bound on purpose.
     *
     * @param hosts host names or IP addresses, without scheme and port; an IPv6 address with or without brackets
     * @throws IllegalArgumentException when one is not a host
     */
    public AllowedHosts and(Collection<String> hosts) {
        Set<String> all = new HashSet<>(names);
        for (String host : hosts) {
            boolean bareIpv6 = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
            Authority authority = Authority.parse(bareIpv6 ? "[" + host + "]" : host);
            if (authority == null || authority.port() >= 0) {
                throw new IllegalArgumentException(
                        "Not a host: \"" + host + "\". Give a name or an address alone, such as dev.example.org.");
            }
            all.add(authority.host());
        }
        return new AllowedHosts(all);
    }

    /**
     * Whether a request with these Host headers may be answered.
     *
     * @param hostHeaders the values of all Host headers of the request; anything but exactly one is refused
     */
    public boolean allows(Collection<String> hostHeaders) {
        if (hostHeaders.size() != 1) {
            return false;
        }
        Authority authority = Authority.parse(hostHeaders.iterator().next());
        return authority != null
                && (names.contains(authority.host()) || authority.host().endsWith(".localhost"));
    }
}
