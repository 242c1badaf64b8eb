package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page is shown of an exception where the application makes its Javalin itself, and so answers itself. */
class FactoryExceptionsTest {
    private static final Pattern TAG = Pattern.compile("data-token=\"([^\"]+)\" data-page=\"([^\"]+)\"");
    private static final String SOURCE = """
            package app;

            import dev.hmr.javalin.HmrServer;
            import io.javalin.Javalin;

            public class App {
                static HmrServer start() {
                    return HmrServer.start(App::create, 0);
                }

                static Javalin create() {
                    return Javalin.create(config -> {
                        config.startup.showJavalinBanner = false;
                        config.routes.get("/fails", ctx -> { throw new AssertionError("of generation 0"); });
                        config.routes.error(500, ctx -> ctx.html("<p>Sorry"));
                    });
                }
            }
            """;

    @TempDir
    Path directory;

    private LiveApp app;

    @BeforeEach
    void start() {
        app = new LiveApp(directory, Map.of("app/App.java", SOURCE));
    }

    @AfterEach
    void stop() throws Exception {
        app.close();
    }

    @Test
    void thePageThatFailedIsShownWhyInEachGeneration() {
        assertThat(newsOf("/fails")).contains("\"type\":\"error\"", "GET /fails failed", "of generation 0", "App.java");

        app.edit("app/App.java", "of generation 0", "of generation 1");

        assertThat(newsOf("/fails")).contains("\"type\":\"error\"", "of generation 1");
    }

    /** What a page hears on its socket up to what it is expected to hear. */
    private String newsOf(String path) {
        Matcher tag = TAG.matcher(
                app.send(app.request(path).header("Accept", "text/html").build())
                        .body());
        assertThat(tag.find()).as("the page has the client script").isTrue();
        Listener heard = new Listener("\"type\":\"error\"");
        URI socket = URI.create("ws://127.0.0.1:" + app.server().port() + "/@hmr/socket?token=" + tag.group(1)
                + "&page=" + tag.group(2));
        WebSocket open = app.client()
                .newWebSocketBuilder()
                .buildAsync(socket, heard)
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        await().atMost(LiveApp.PATIENCE).until(heard::isDone);
        open.abort();
        return heard.text();
    }

    private static final class Listener implements WebSocket.Listener {
        private final String last;
        private final List<String> parts = new CopyOnWriteArrayList<>();

        Listener(String last) {
            this.last = last;
        }

        boolean isDone() {
            return text().contains(last);
        }

        String text() {
            return String.join("", parts);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
            parts.add(data.toString());
            socket.request(1);
            return null;
        }
    }
}
