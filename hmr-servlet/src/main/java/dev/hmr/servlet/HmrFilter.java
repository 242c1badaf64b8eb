package dev.hmr.servlet;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.ServerIdentity;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request to the generation of the application that is current when it arrives, puts the client script into
 * the HTML documents that it is answered with, and serves {@code /@hmr} itself.
 *
 * <p>To be mapped to {@code /*} for all dispatcher types, before every other filter, with asynchronous processing
 * supported. In production it is not installed. Thread-safe.
 */
public final class HmrFilter implements Filter {
    private final ServerIdentity identity;
    private final AllowedHosts hosts;
    private final Generations generations;
    private final BrowserHub browsers;
    private volatile @Nullable DevChannel channel;

    /**
     * A filter for one servlet context.
     *
     * @param hosts the names by which the server may be asked for its script and socket, and by which its pages get
     *     them
     */
    public HmrFilter(ServerIdentity identity, AllowedHosts hosts, Generations generations, BrowserHub browsers) {
        this.identity = identity;
        this.hosts = hosts;
        this.generations = generations;
        this.browsers = browsers;
    }

    @Override
    public void init(FilterConfig config) {
        channel = new DevChannel(identity, hosts, browsers, SocketUpgrade.in(config.getServletContext()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest httpRequest && response instanceof HttpServletResponse httpResponse) {
            doFilter(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Visit visit = Visit.of(request);
        String devPath = visit == null ? DevPath.of(request) : null;
        if (devPath != null) {
            channel().handle(devPath, request, response);
        } else if (visit != null && !visit.hasEnded()) {
            // A forward, an include or an asynchronous dispatch of a request that is under way.
            service(visit.generation(), request, response, chain);
        } else {
            Visit begun = Visit.begin(request, visit, generations);
            try {
                service(begun.generation(), request, response, chain);
            } finally {
                begun.endWith(request);
            }
        }
    }

    private void service(
            Generation generation, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isPartOfAnother(request)) {
            generation.service(request, response, chain);
            return;
        }
        HtmlResponse html = HtmlResponse.in(response);
        if (html != null || !takesScript(request)) {
            generation.service(request, response, chain);
        } else {
            html = new HtmlResponse(request, response, ScriptTag.of(request, identity, generation.number()));
            generation.service(new DocumentRequest(request, html), html, chain);
        }
        if (html != null && !request.isAsyncStarted()) {
            html.finish();
        }
    }

    /** Whether the caller of a forward or include looks after the response. */
    private static boolean isPartOfAnother(HttpServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    }

    /** The script tag holds the token, so a page that is shown by a foreign name does not get it. */
    private boolean takesScript(HttpServletRequest request) {
        return DocumentRequest.isMadeBy(request) && hosts.allows(Collections.list(request.getHeaders("Host")));
    }

    private DevChannel channel() {
        DevChannel current = channel;
        if (current == null) {
            throw new IllegalStateException("The container has not called init: register HmrFilter with it.");
        }
        return current;
    }
}
