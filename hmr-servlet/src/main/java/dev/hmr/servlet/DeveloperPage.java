package dev.hmr.servlet;

import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.PayloadJson;
import dev.hmr.protocol.ServerIdentity;
import dev.hmr.session.Insight;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The page at {@code /@hmr/}: the code that serves, what came of saves, and which pages are open. It only shows, and costs
 * nothing until it is asked for. Thread-safe.
 */
final class DeveloperPage {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";
    /** A view waits for a reload that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerIdentity identity;
    private final BrowserHub browsers;
    private final Insight insight;

    DeveloperPage(ServerIdentity identity, BrowserHub browsers, Insight insight) {
        this.identity = identity;
        this.browsers = browsers;
        this.insight = insight;
    }

    /** The document; all that it shows, its script asks for. */
    void document(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(ContentPolicy.HEADER, POLICY);
        String script = ScriptTag.of(request, identity, DevPath.PAGE_SCRIPT, "").html(null);
        send(
                response,
                "text/html;charset=utf-8",
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>HMR</title>"
                        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\"><main></main>" + script + "</html>");
    }

    /** What the document shows. */
    void state(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (identity.token().matches(request.getHeader(OpenInEditor.TOKEN))) {
            send(response, "application/json", PayloadJson.write(browsers.state(code())));
        } else {
            new TextAnswer(HttpServletResponse.SC_FORBIDDEN, "The token is missing or wrong.").send(response);
        }
    }

    private CodeView code() {
        try {
            return insight.view().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CodeView.EMPTY;
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger("dev.hmr").log(System.Logger.Level.DEBUG, "No view of the code", e);
            return CodeView.EMPTY;
        }
    }

    private static void send(HttpServletResponse response, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
