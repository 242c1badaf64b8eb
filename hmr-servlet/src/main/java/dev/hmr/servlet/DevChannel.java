package dev.hmr.servlet;

import dev.hmr.protocol.ClientScript;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.session.Insight;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /@hmr}: the client script, the socket, the way to the editor and the developer page, for pages
 * of this server and nobody else. Thread-safe.
 *
 * <p>No answer is ever made by {@code sendError}: its error page would be the application's, and the application must
 * not see these requests.
 */
final class DevChannel {
    private final ServerIdentity identity;
    private final FromHere fromHere;
    private final BrowserHub browsers;
    private final SocketUpgrade sockets;
    private final OpenInEditor open;
    private final DeveloperPage page;

    DevChannel(
            ServerIdentity identity,
            FromHere fromHere,
            BrowserHub browsers,
            SocketUpgrade sockets,
            Editor editor,
            Insight insight) {
        this.identity = identity;
        this.fromHere = fromHere;
        this.browsers = browsers;
        this.sockets = sockets;
        this.page = new DeveloperPage(identity, browsers, insight);
        this.open = new OpenInEditor(identity.token(), browsers.shown(), editor);
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
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader(ContentPolicy.HEADER, "default-src 'none'; frame-ancestors 'none'");
        if (!fromHere.is(request)) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "Only for pages of this server, by an allowed name.");
        } else if (path.equals(DevPath.SCRIPT)) {
            script(ClientScript.get(), request, response);
        } else if (path.equals(DevPath.PAGE)) {
            page.document(request, response);
        } else if (path.equals(DevPath.PAGE_SCRIPT)) {
            script(ClientScript.ofDeveloperPage(), request, response);
        } else if (path.equals(DevPath.STATE)) {
            page.state(request, response);
        } else if (path.equals(DevPath.SOCKET)) {
            socket(request, response);
        } else if (path.equals(DevPath.OPEN)) {
            open.answer(request).send(response);
        } else {
            answer(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here.");
        }
    }

    private void script(ClientScript script, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
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
        if (!identity.token().matches(parameter(request, "token"))) {
            answer(response, HttpServletResponse.SC_FORBIDDEN, "The token is missing or wrong.");
        } else if (!upgraded(request, response) && !response.isCommitted()) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, "This is no web socket handshake.");
        }
    }

    private boolean upgraded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String page = String.valueOf(parameter(request, "page"));
            return sockets.upgrade(request, response, browsers, page);
        } catch (RuntimeException e) {
            return false; // Containers throw at a handshake that is malformed.
        }
    }

    /** Read by hand: a container's {@code getParameter} throws when another parameter is malformed. */
    private static @Nullable String parameter(HttpServletRequest request, String name) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        String start = name + "=";
        for (String parameter : query.split("&", -1)) {
            if (parameter.startsWith(start)) {
                return parameter.substring(start.length());
            }
        }
        return null;
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        new TextAnswer(status, text).send(response);
    }

    private static void send(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
