package dev.hmr.servlet;

import dev.hmr.protocol.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** For frameworks that answer a request themselves when nobody caught an exception: then {@link HmrFilter} sees none. */
public final class UncaughtException {
    private UncaughtException() {}

    /** Has the page that made the request shown an exception. */
    public static void report(HttpServletRequest request, Throwable thrown) {
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, thrown);
    }

    /** Has the page that made the request shown an exception, if the answer turns out to be a server error. */
    public static void reportIfUncaught(HttpServletRequest request, Throwable thrown) {
        request.setAttribute(RequestFailures.THROWN, thrown);
    }

    /**
     * Whether the client may be told about the code: the request comes from a page of this server, or from no page, and was
     * made by an allowed name. Pages of other sites may read answers where the application lets them, and those that
     * had their name resolve to this machine always may.
     */
    public static boolean mayBeTold(HttpServletRequest request) {
        return RequestFailures.mayBeTold(request);
    }

    /** Where the exception came from: the exception first, then what caused it. Completes on any thread. */
    public static CompletionStage<List<Problem>> explain(HttpServletRequest request, Throwable thrown) {
        return RequestFailures.explain(request, thrown);
    }
}
