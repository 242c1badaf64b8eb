package dev.hmr.servlet;

import dev.hmr.session.ReloadEvent;
import dev.hmr.session.ReloadListener;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The application's streams of server-sent events. A stream stays with the code that it was opened by, so those whose code a
 * reload replaced are ended, which has the browser's {@code EventSource} come again; all others stay open. Thread-safe.
 */
final class EventStreams implements ReloadListener {
    private static final String TYPE = "text/event-stream";

    private final Map<HttpServletRequest, Stream> open = new ConcurrentHashMap<>();

    /** @param path of the request, within the context */
    private record Stream(AsyncContext answer, String path) {}

    /** The first dispatch of a request is over: it may be answered with a stream from now on. */
    void dispatched(HttpServletRequest request, HttpServletResponse response) {
        String type = response.getContentType();
        if (type != null && type.startsWith(TYPE)) {
            try {
                open.put(request, new Stream(request.getAsyncContext(), DevPath.within(request)));
            } catch (IllegalStateException e) {
                // It is complete already.
            }
        }
    }

    void ended(HttpServletRequest request) {
        open.remove(request);
    }

    @Override
    public void reloaded(ReloadEvent event) {
        if (open.isEmpty() || event.reloaded().isEmpty()) {
            // What changed in place is what the streams run already.
            return;
        }
        Predicate<String> affected = RoutePaths.of(event.routes(), "GET");
        open.values().removeIf(stream -> {
            boolean ends = affected.test(stream.path());
            if (ends) {
                end(stream);
            }
            return ends;
        });
    }

    /** Ends all, because none of the code that they were opened by serves any longer. */
    void endAll() {
        open.values().removeIf(stream -> {
            end(stream);
            return true;
        });
    }

    private static void end(Stream stream) {
        try {
            stream.answer().complete();
        } catch (IllegalStateException e) {
            // It has just ended by itself.
        }
    }
}
