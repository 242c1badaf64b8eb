package dev.hmr.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a document that a browser will show, as the application sees it.
 *
 * <p>Some headers are hidden. {@code Accept-Encoding}: frameworks compress inside of their own servlet, and nothing can
 * be put into a compressed document without unpacking it. {@code If-None-Match} and {@code If-Modified-Since}: the
 * browser can only ask that way about a copy from a time without HMR, which lacks the client script.
 */
final class DocumentRequest extends HttpServletRequestWrapper {
    private static final Set<String> HIDDEN = Set.of("accept-encoding", "if-none-match", "if-modified-since");
    private static final Set<String> SHOWN_DESTINATIONS = Set.of("document", "iframe", "frame");

    private final ServletResponse response;

    /** @param response what the application must write to, also after {@link #startAsync()} */
    DocumentRequest(HttpServletRequest request, ServletResponse response) {
        super(request);
        this.response = response;
    }

    /**
     * Whether a browser asks for a document to show, as opposed to a script that fetches something: by
     * {@code Sec-Fetch-Dest}, or, where the browser does not send that (plain HTTP to a host other than localhost), by
     * what it accepts. A page that fetches its own document again does not count.
     */
    static boolean isMadeBy(HttpServletRequest request) {
        if (Exchange.isWebSocket(request) || request.getHeader(Pages.REFETCH) != null) {
            return false;
        }
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return SHOWN_DESTINATIONS.contains(destination);
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    /** The plain method of the container would show the application the response without the script again. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public long getDateHeader(String name) {
        return isHidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(DocumentRequest::isHidden);
        return Collections.enumeration(names);
    }

    private static boolean isHidden(String name) {
        return HIDDEN.contains(name.toLowerCase(Locale.ROOT));
    }
}
