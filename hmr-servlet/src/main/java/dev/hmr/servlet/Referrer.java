package dev.hmr.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request was caused by. */
final class Referrer {
    private Referrer() {}

    /** Path and query of the Referer header, or null when there is none of this server that names a path. */
    static @Nullable String of(HttpServletRequest request) {
        String header = request.getHeader("Referer");
        List<String> hosts = RequestedHost.of(request);
        int authority = header == null ? -1 : header.indexOf("://") + 3;
        if (header == null || hosts.size() != 1 || authority < 3 || !header.startsWith(hosts.get(0), authority)) {
            return null;
        }
        String path = header.substring(authority + hosts.get(0).length());
        // "/" alone is also all that a page says whose policy hides its path.
        return path.startsWith("/") ? path : null;
    }
}
