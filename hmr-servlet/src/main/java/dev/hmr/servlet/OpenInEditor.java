package dev.hmr.servlet;

import dev.hmr.protocol.AccessToken;
import dev.hmr.protocol.OpenRequest;
import dev.hmr.protocol.PayloadJson;
import dev.hmr.protocol.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only request that does anything on this machine: it opens, in the developer's editor, the place of a problem that
 * the server has shown before. It cannot name a file or a program. Thread-safe.
 */
final class OpenInEditor {
    /** The header that the token comes in. */
    static final String TOKEN = "Hmr-Token";

    private static final int MAX_BODY_BYTES = 1_024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final AccessToken token;
    private final ShownProblems shown;
    private final Editor editor;
    private final RateLimit limit = new RateLimit(Duration.ofMillis(200));

    OpenInEditor(AccessToken token, ShownProblems shown, Editor editor) {
        this.token = token;
        this.shown = shown;
        this.editor = editor;
    }

    /** Answers a request of a page of this server. */
    TextAnswer answer(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return new TextAnswer(405, "Only POST does something.");
        }
        if (!token.matches(request.getHeader(TOKEN))) {
            return new TextAnswer(403, "The token is missing or wrong.");
        }
        if (!isJson(request.getContentType())) {
            return new TextAnswer(415, "Only JSON is understood.");
        }
        byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        try {
            if (body.length > MAX_BODY_BYTES) {
                return new TextAnswer(413, "That is too long.");
            }
            OpenRequest asked = PayloadJson.readOpenRequest(new String(body, StandardCharsets.UTF_8));
            Optional<Problem> problem = shown.find(asked.failure(), asked.problem());
            return problem.isEmpty()
                    ? new TextAnswer(404, "That problem is not shown any longer.")
                    : limit.permits(System.nanoTime())
                            ? open(problem.get())
                            : new TextAnswer(TOO_MANY_REQUESTS, "One after the other.");
        } catch (IllegalArgumentException e) {
            return new TextAnswer(400, "That is no problem of a failure.");
        }
    }

    private TextAnswer open(Problem problem) {
        // The name shown is relative to where this process runs, or absolute.
        Path file = Path.of("").toAbsolutePath().resolve(problem.file());
        return editor.open(file, problem.line(), problem.column())
                .map(why -> new TextAnswer(503, why))
                .orElseGet(() -> new TextAnswer(204, ""));
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].trim().equalsIgnoreCase("application/json");
    }
}
