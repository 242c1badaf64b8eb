package dev.hmr.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** The name by which a request asks for the server, as it came: what a proxy says of it does not count. */
final class RequestedHost {
    private RequestedHost() {}

    /**
     * The values of the Host headers. From HTTP/2 on {@code :authority} takes their place; a request that has both, and
     * does not say the same in them, gets both.
     */
    static List<String> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Host"));
        String protocol = request.getProtocol();
        if (protocol == null || protocol.startsWith("HTTP/1") || protocol.startsWith("HTTP/0")) {
            return headers;
        }
        String name = request.getServerName();
        String authority = name + ":" + request.getServerPort();
        boolean defaultPort = request.getServerPort() == (request.isSecure() ? 443 : 80);
        return switch (headers.size()) {
            case 0 -> List.of(defaultPort ? name : authority);
            case 1 -> {
                String host = headers.get(0);
                boolean agrees = host.equalsIgnoreCase(authority) || (defaultPort && host.equalsIgnoreCase(name));
                yield agrees ? headers : List.of(host, authority);
            }
            default -> headers;
        };
    }
}
