package dev.hmr.servlet;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.Origin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** Whether a request was made by an allowed name, and by a page of this server if by a page. Immutable and thread-safe. */
final class FromHere {
    private final AllowedHosts hosts;

    FromHere(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    boolean is(HttpServletRequest request) {
        List<String> host = RequestedHost.of(request);
        return hosts.allows(host)
                && Origin.isSame(Collections.list(request.getHeaders("Origin")), host.get(0), request.isSecure())
                && !"cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
}
