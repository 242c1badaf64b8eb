package dev.hmr.servlet;

import dev.hmr.protocol.AllowedHosts;
import dev.hmr.protocol.Change.Use;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.session.Insight;
import dev.hmr.session.ReloadListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
    private final Editor editor;
    private final Insight insight;
    private final SocketUpgrade.Provider sockets;
    private final FromHere fromHere;
    private final RequestFailures failures;
    private final EventStreams streams = new EventStreams();
    private volatile @Nullable DevChannel channel;

    /**
     * A filter for one servlet context.
     *
     * @param hosts the names by which the server may be asked for its script and socket, and by which its pages get
     *     them
     * @param insight is asked for what the application throws at requests, and for the code that serves
     * @param sockets gives the developer socket of the container
     */
    public HmrFilter(
            ServerIdentity identity,
            AllowedHosts hosts,
            Generations generations,
            BrowserHub browsers,
            Insight insight,
            SocketUpgrade.Provider sockets) {
        this(identity, hosts, generations, browsers, Editor.configured(), insight, sockets);
    }

    HmrFilter(
            ServerIdentity identity,
            AllowedHosts hosts,
            Generations generations,
            BrowserHub browsers,
            Editor editor,
            Insight insight,
            SocketUpgrade.Provider sockets) {
        this.identity = identity;
        this.hosts = hosts;
        this.fromHere = new FromHere(hosts);
        this.failures = new RequestFailures(fromHere, browsers, insight);
        this.generations = generations;
        this.browsers = browsers;
        this.editor = editor;
        this.insight = insight;
        this.sockets = sockets;
    }

    /** To be told of reloads: ends the streams of server-sent events whose code was replaced. */
    public ReloadListener streams() {
        return streams;
    }

    /** Has the browsers come again that have streams of server-sent events open: this context serves no new requests. */
    void endStreams() {
        streams.endAll();
    }

    @Override
    public void init(FilterConfig config) {
        channel = new DevChannel(identity, fromHere, browsers, sockets.in(config.getServletContext()), editor, insight);
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
            service(visit, request, response, chain);
        } else {
            Visit begun = Visit.begin(request, visit, generations, failures);
            try {
                serve(begun, request, response, chain);
            } finally {
                begun.endWith(request);
            }
        }
    }

    /** The first dispatch of a request, or of its error page. */
    private void serve(Visit visit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long generation = visit.generation().number();
        @Nullable Exchange exchange;
        if (takesScript(request)) {
            exchange = Exchange.of(request, Use.DOCUMENT, generation, false);
            PageLoad page = browsers.pages().open(request, exchange);
            visit.show(ScriptTag.of(request, identity, page.id()));
        } else {
            exchange = browsers.pages().note(request, generation);
        }
        visit.whenEnded(() -> {
            streams.ended(request);
            if (exchange != null) {
                exchange.answered(response);
            }
            failures.answered(request, response, exchange);
        });
        try {
            service(visit, request, response, chain);
            streams.dispatched(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, e);
            throw e;
        }
    }

    private void service(Visit visit, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Generation generation = visit.generation();
        if (isPartOfAnother(request)) {
            generation.service(request, response, chain);
            return;
        }
        HtmlResponse html = HtmlResponse.in(response);
        ScriptTag tag = visit.tag();
        if (html != null || tag == null) {
            generation.service(request, response, chain);
        } else {
            html = new HtmlResponse(request, response, tag);
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
        return DocumentRequest.isMadeBy(request) && hosts.allows(RequestedHost.of(request));
    }

    private DevChannel channel() {
        DevChannel current = channel;
        if (current == null) {
            throw new IllegalStateException("The container has not called init: register HmrFilter with it.");
        }
        return current;
    }
}
