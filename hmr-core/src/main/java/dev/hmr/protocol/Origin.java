package dev.hmr.protocol;

import java.util.Collection;

/** The check of the Origin header. Thread-safe. */
public final class Origin {
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private Origin() {}

    /**
     * Whether a request comes from a page of the server it was sent to. A request without an Origin header passes: it
     * does not come from a page of another site, whose browser would have said so.
     *
     * @param origins the values of all Origin headers of the request
     * @param host the value of its Host header
     * @param secure whether the request came over TLS. A plain request may still have an https origin, because a proxy
     *     in front may have ended the TLS connection
     */
    public static boolean isSame(Collection<String> origins, String host, boolean secure) {
        if (origins.isEmpty()) {
            return true;
        }
        if (origins.size() > 1) {
            return false;
        }
        String origin = origins.iterator().next();
        if (origin.startsWith(HTTPS)) {
            return sameAuthority(origin.substring(HTTPS.length()), host, 443);
        }
        return !secure && origin.startsWith(HTTP) && sameAuthority(origin.substring(HTTP.length()), host, 80);
    }

    private static boolean sameAuthority(String origin, String host, int defaultPort) {
        Authority from = Authority.parse(origin);
        Authority to = Authority.parse(host);
        return from != null && to != null && from.withDefaultPort(defaultPort).equals(to.withDefaultPort(defaultPort));
    }
}
