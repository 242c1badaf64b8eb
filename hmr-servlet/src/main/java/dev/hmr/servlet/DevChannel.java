package dev.hmr.servlet;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ClientScript;
import dev.hmr.protocol.Origin;
import dev.hmr.protocol.ServerIdentity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /@hmr}: the client script and the socket, for pages of this server and nobody else.
 * Thread-safe.
 *
 * <p>No answer is ever made by {@code sendError}: its error page would be the application's, and the application must
 * not see these requests.
 */
final class DevChannel {
    private static final String TOKEN = "token=";

    private final ServerIdentity identity;
    private final AllowedHosts hosts;
    private final BrowserHub browsers;
    private final SocketUpgrade sockets;
    private final ClientScript script = ClientScript.get();

    DevChannel(ServerIdentity identity, AllowedHosts hosts, BrowserHub browsers, SocketUpgrade sockets) {
        this.identity = identity;
        this.hosts = hosts;
        this.browsers = browsers;
        this.sockets = sockets;
    }

    /**
     * Answers a request.
     *
     * @param path as {@link DevPath} found it
     */
    void handle(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        if (!isFromHere(request)) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "Only for pages of this server, by an allowed name.");
        } else if (path.equals(DevPath.SCRIPT)) {
            script(request, response);
        } else if (path.equals(DevPath.SOCKET)) {
            socket(request, response);
        } else {
            answer(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
        }
    }

    private boolean isFromHere(HttpServletRequest request) {
        List<String> host = Collections.list(request.getHeaders("Host"));
        return hosts.allows(host)
                && Origin.isSame(Collections.list(request.getHeaders("Origin")), host.get(0), request.isSecure())
                && !"cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private void script(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            answer(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The script can only be read.");
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", script.etag());
        // A page whose socket is refused learns here that this is another run of the server.
        response.setHeader("Hmr-Server", identity.id());
        if (script.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/javascript;charset=utf-8");
        send(response, script.bytes());
    }

    private void socket(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!identity.token().matches(tokenOf(request))) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "The token is missing or wrong.");
        } else if (!upgraded(request, response) && !response.isCommitted()) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, "This is no web socket handshake.");
        }
    }

    private boolean upgraded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return sockets.upgrade(request, response, browsers);
        } catch (RuntimeException e) {
            return false; // Containers throw at a handshake that is malformed.
        }
    }

    /** Read by hand: a container's {@code getParameter} throws when another parameter is malformed. */
    private static @Nullable String tokenOf(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(TOKEN)) {
                return parameter.substring(TOKEN.length());
            }
        }
        return null;
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        send(response, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
