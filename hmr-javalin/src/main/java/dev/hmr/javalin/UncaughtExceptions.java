package dev.hmr.javalin;

import dev.hmr.protocol.Problem;
import dev.hmr.servlet.UncaughtException;
import io.javalin.config.JavalinState;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.HandlerWrapper;
import io.javalin.util.JavalinLogger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Answers for exceptions that the user's code catches nowhere: with what a developer wants to know, in the form that the
 * client wants, where Javalin only says that there was one. Thread-safe.
 */
final class UncaughtExceptions {
    /** An explanation waits for a reload that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private UncaughtExceptions() {}

    /** To be called before the user's configuration, whose own handlers then take the place of this one. */
    static void answerIn(JavalinState state) {
        state.internalRouter.addHttpExceptionHandler(Exception.class, UncaughtExceptions::answer);
        reportFrom(state);
    }

    /**
     * Has pages shown what handlers throw. For a Javalin that is configured already; which exceptions the user's handlers
     * take is not known, but its answers tell.
     */
    static void reportFrom(JavalinState state) {
        @Nullable HandlerWrapper users = state.router.getHandlerWrapper$javalin();
        state.router.handlerWrapper(endpoint -> {
            Handler handler = users == null ? endpoint.handler : users.wrap(endpoint);
            return ctx -> {
                try {
                    handler.handle(ctx);
                } catch (HttpResponseException e) {
                    throw e; // An answer.
                } catch (Exception | Error e) {
                    UncaughtException.reportIfUncaught(ctx.req(), e);
                    throw e;
                }
            };
        });
    }

    private static void answer(Exception thrown, Context ctx) {
        JavalinLogger.warn("Uncaught exception", thrown);
        UncaughtException.report(ctx.req(), thrown);
        ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
        List<Problem> problems = UncaughtException.mayBeTold(ctx.req()) ? explain(thrown, ctx) : List.of();
        String accepted = String.valueOf(ctx.header("Accept"));
        if (accepted.contains("text/html")) {
            ctx.html(html(ProblemText.of(problems)));
        } else if (accepted.contains("json")) {
            ctx.json(details(problems, ctx)).contentType("application/problem+json");
        } else {
            ctx.contentType(ContentType.TEXT_PLAIN)
                    .result(HttpStatus.INTERNAL_SERVER_ERROR.getMessage() + "\n" + ProblemText.of(problems));
        }
    }

    private static List<Problem> explain(Exception thrown, Context ctx) {
        try {
            return UncaughtException.explain(ctx.req(), thrown)
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            JavalinLogger.debug("No explanation", e);
        }
        // Not what it says: that has not been redacted.
        return List.of(new Problem("", 0, 0, thrown.getClass().getName(), List.of()));
    }

    /** What is there when the page's socket is not, which shows more. */
    private static String html(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        return "<!doctype html><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">"
                + "<title>500 Internal Server Error</title><h1>Internal Server Error</h1><pre>" + escaped + "</pre>";
    }

    /** As RFC 9457 has it. */
    private static Map<String, Object> details(List<Problem> problems, Context ctx) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("title", HttpStatus.INTERNAL_SERVER_ERROR.getMessage());
        details.put("status", HttpStatus.INTERNAL_SERVER_ERROR.getCode());
        details.put("instance", ctx.path());
        if (!problems.isEmpty()) {
            details.put("detail", problems.get(0).message());
            details.put("problems", problems);
        }
        return details;
    }
}
