package dev.hmr.servlet;

import dev.hmr.protocol.Payload.Failure;
import dev.hmr.protocol.Payload.FailureKind;
import dev.hmr.protocol.Problem;
import dev.hmr.session.Insight;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Shows a page what the application threw at one of its requests, and nobody caught. Thread-safe. */
final class RequestFailures {
    /** Of a request: what was thrown at it, and maybe caught. */
    static final String THROWN = RequestFailures.class.getName() + ".thrown";

    private static final String EXPLAINED = RequestFailures.class.getName() + ".explained";

    /** Causes can go round. */
    private static final int MAX_CAUSES = 20;

    private final FromHere fromHere;
    private final BrowserHub browsers;
    private final Insight insight;

    RequestFailures(FromHere fromHere, BrowserHub browsers, Insight insight) {
        this.fromHere = fromHere;
        this.browsers = browsers;
        this.insight = insight;
    }

    /** Whether who made the request may be told about the code. */
    static boolean mayBeTold(HttpServletRequest request) {
        Visit visit = Visit.of(request);
        return visit != null && visit.failures().fromHere.is(request);
    }

    /** Explains what a request of a filter's ended in, once. */
    static CompletionStage<List<Problem>> explain(HttpServletRequest request, Throwable thrown) {
        Visit visit = Visit.of(request);
        return visit != null
                ? visit.failures().explained(request, thrown).problems()
                : Insight.NONE.describe(thrown, SessionAttributes.of(request));
    }

    /**
     * To be called when the answer is complete.
     *
     * @param exchange null if no page made the request
     */
    void answered(HttpServletRequest request, HttpServletResponse response, @Nullable Exchange exchange) {
        boolean failed = response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable uncaught) {
            explained(request, uncaught).problems().thenAccept(problems -> show(exchange, problems));
        } else if (failed && request.getAttribute(THROWN) instanceof Throwable thrown) {
            explained(request, thrown).problems().thenAccept(problems -> show(exchange, problems));
        }
    }

    private Explained explained(HttpServletRequest request, Throwable thrown) {
        if (request.getAttribute(EXPLAINED) instanceof Explained explained && explained.tellsOf(thrown)) {
            return explained;
        }
        Explained explained = new Explained(thrown, insight.describe(thrown, SessionAttributes.of(request)));
        request.setAttribute(EXPLAINED, explained);
        return explained;
    }

    private record Explained(Throwable thrown, CompletionStage<List<Problem>> problems) {
        /** Whether it is this, or one is the cause of the other: Jetty gives an error page that of a {@code ServletException}. */
        boolean tellsOf(Throwable other) {
            return isIn(thrown, other) || isIn(other, thrown);
        }

        private static boolean isIn(Throwable outer, Throwable inner) {
            @Nullable Throwable cause = outer;
            for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
                if (cause == inner) {
                    return true;
                }
                cause = cause.getCause();
            }
            return false;
        }
    }

    private void show(@Nullable Exchange exchange, List<Problem> problems) {
        if (exchange == null) {
            return;
        }
        String headline = exchange.method() + " " + exchange.path() + " failed";
        String id = browsers.shown().remember(problems);
        browsers.failed(exchange, new Failure(id, exchange.generation(), FailureKind.REQUEST, headline, problems));
    }
}
