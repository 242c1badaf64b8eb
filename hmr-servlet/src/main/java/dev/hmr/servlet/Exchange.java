package dev.hmr.servlet;

import dev.hmr.protocol.Change;
import dev.hmr.protocol.Change.Use;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;

/** A request that pages were made from, and what is known of its answer. Thread-safe. */
final class Exchange {
    private static final String WEB_SOCKET = "WEBSOCKET";

    private final String method;
    private final String path;
    private final String uri;
    private final Use use;
    private final long generation;
    private final boolean shared;
    private final boolean conditional;
    private volatile Source source = Source.UNKNOWN;
    private volatile boolean otherThanHtml;

    /** What an answer's headers tell of where it came from. */
    private enum Source {
        /** It is not complete yet. */
        UNKNOWN,
        CODE,
        /** It bears a tag, as files do, and as code does that saves the network. */
        CODE_OR_FILE,
        FILE
    }

    /**
     * @param path decoded, within the context
     * @param uri as the browser spells it
     * @param generation the one that answers
     * @param shared whether more than one page may have made the request
     * @param conditional whether it asks for a file only if that is newer than the browser's copy
     */
    Exchange(String method, String path, String uri, Use use, long generation, boolean shared, boolean conditional) {
        this.method = method;
        this.path = path;
        this.uri = uri;
        this.use = use;
        this.generation = generation;
        this.shared = shared;
        this.conditional = conditional;
    }

    static Exchange of(HttpServletRequest request, Use use, long generation, boolean shared) {
        String method = isWebSocket(request) ? WEB_SOCKET : request.getMethod();
        return new Exchange(
                method,
                DevPath.within(request),
                request.getRequestURI(),
                use,
                generation,
                shared,
                request.getHeader("If-Modified-Since") != null);
    }

    /** What the page that makes the request will use the answer for. */
    static Use useOf(HttpServletRequest request) {
        if (DocumentRequest.isMadeBy(request)) {
            return Use.DOCUMENT;
        }
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination == null) {
            return guess(request);
        }
        return switch (destination) {
            case "style" -> Use.STYLE;
            case "image" -> Use.IMAGE;
            case "script", "worker", "sharedworker", "serviceworker", "audioworklet", "paintworklet" -> Use.SCRIPT;
            default -> Use.DATA;
        };
    }

    /** Browsers say it only to hosts that they trust, which localhost is and a name in the network is not. */
    private static Use guess(HttpServletRequest request) {
        String accept = String.valueOf(request.getHeader("Accept"));
        String uri = request.getRequestURI().toLowerCase(Locale.ROOT);
        if (accept.startsWith("text/css")) {
            return Use.STYLE;
        } else if (accept.startsWith("image/")) {
            return Use.IMAGE;
        }
        return uri.endsWith(".js") || uri.endsWith(".mjs") ? Use.SCRIPT : Use.DATA;
    }

    /** In HTTP/2 it is asked for by CONNECT (RFC 8441), which servlets see for nothing else. */
    static boolean isWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                || request.getMethod().equals("CONNECT");
    }

    /** The answer is complete. A socket's never is. */
    void answered(HttpServletResponse response) {
        if (!method.equals(WEB_SOCKET)) {
            String type = response.getContentType();
            otherThanHtml = type != null && !type.toLowerCase(Locale.ROOT).startsWith("text/html");
            boolean revalidated = conditional && response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED;
            // Servers of files date them; code that makes an answer hardly ever does.
            source = revalidated || response.containsHeader("Last-Modified")
                    ? Source.FILE
                    : response.containsHeader("ETag") ? Source.CODE_OR_FILE : Source.CODE;
        }
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    String uri() {
        return uri;
    }

    Use use() {
        return use;
    }

    long generation() {
        return generation;
    }

    boolean mayBeFile() {
        return source == Source.FILE || source == Source.CODE_OR_FILE;
    }

    boolean mayBeMadeByCode() {
        return source != Source.FILE;
    }

    boolean mayBeHtml() {
        return !otherThanHtml;
    }

    /** The change that makes this answer an old one. */
    Change changed(String reason) {
        // What is still under way is not in the page's records, so it cannot look there.
        return new Change(use, uri, reason, shared && source != Source.UNKNOWN);
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + use.name().toLowerCase(Locale.ROOT) + ", generation " + generation + ")";
    }

    /** What tells two requests of a page apart. */
    Key key() {
        return new Key(method, uri, use);
    }

    /** See {@link #key}. */
    record Key(String method, String uri, Use use) {}
}
