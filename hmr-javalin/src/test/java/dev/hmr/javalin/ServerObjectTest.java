package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The usual shape of an application: one object that holds the server, its services and what they know, made by {@code main},
 * with methods of its own as handlers. Edits of its code leave all of it alone.
 */
class ServerObjectTest {
    private static final int EDITS = 50;
    private static final String APP = """
            package app;
            import dev.hmr.javalin.HmrServer;
            public class App {
                static HmrServer start() { return new Shop().server; }
            }
            """;
    /** Nobody uses it: edited until edits are in place. */
    private static final String PROBE = "package app; class Probe { int value() { return 0; } }";

    @TempDir
    Path directory;

    @BeforeEach
    void allowInPlace() {
        System.setProperty("hmr.inPlace", "true");
    }

    @AfterEach
    void asTheBuildHasIt() {
        System.setProperty("hmr.inPlace", "false");
    }

    /** The server as it is after some edits: other bodies, and now more, now fewer private methods and lambdas. */
    private static String shop(int edit) {
        StringBuilder routes = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        for (int i = 0; i < edit % 4; i++) {
            routes.append(
                    "config.routes.get(\"/extra%d\", ctx -> ctx.result(extra%d(\"%d\")));%n".formatted(i, i, edit));
            methods.append("private String extra%d(String text) { return prices.tag(text) + visits; }%n".formatted(i));
        }
        String list = edit % 3 == 0
                ? "ctx.result(\"list %d \" + store.size() + ' ' + ++visits);".formatted(edit)
                : "java.util.function.Supplier<String> text = () -> \"list %d \" + store.size(); ctx.result(text.get() + ' ' + ++visits);"
                        .formatted(edit);
        return """
                package app;
                import dev.hmr.javalin.HmrServer;
                import io.javalin.config.JavalinConfig;
                import io.javalin.http.Context;
                import io.javalin.websocket.WsContext;
                import java.util.*;
                import java.util.concurrent.*;
                class Shop {
                    private static final Map<String, WsContext> SOCKETS = new ConcurrentHashMap<>();
                    final List<String> store = new CopyOnWriteArrayList<>();
                    final Prices prices = new Prices();
                    private int visits;
                    final HmrServer server;
                    Shop() {
                        server = HmrServer.start(this::routes);
                    }
                    private void routes(JavalinConfig config) {
                        config.jetty.port = 0;
                        config.startup.showJavalinBanner = false;
                        ROUTES
                        config.routes.get("/list", this::list);
                        config.routes.post("/add", ctx -> { store.add(ctx.body()); ctx.result("NUMBER"); });
                        config.routes.ws("/news", ws -> {
                            ws.onConnect(ctx -> SOCKETS.put(ctx.sessionId(), ctx));
                            ws.onMessage(ctx -> ctx.send("NUMBER " + SOCKETS.size() + ctx.message()));
                            ws.onClose(ctx -> SOCKETS.remove(ctx.sessionId()));
                        });
                    }
                    private void list(Context ctx) { LIST }
                    METHODS
                }
                """.replace("ROUTES", routes)
                .replace("LIST", list)
                .replace("METHODS", methods)
                .replace("NUMBER", Integer.toString(edit));
    }

    private static String prices(int edit) {
        return "package app; class Prices { String tag(String text) { return text + \"@%d \"; } }".formatted(edit);
    }

    @Test
    void storeCounterAndOpenSocketsLiveThroughFiftyEdits() throws Exception {
        Map<String, String> files = Map.of(
                "app/App.java", APP, "app/Shop.java", shop(0), "app/Prices.java", prices(0), "app/Probe.java", PROBE);
        try (LiveApp app = new LiveApp(directory, files)) {
            untilEditsAreInPlace(app);
            SocketClient news = new SocketClient(app, "/news");
            assertThat(news.ask("?")).isEqualTo("0 1?");
            for (int edit = 1; edit <= EDITS; edit++) {
                ReloadEvent event = edit % 5 == 0
                        ? app.save("app/Prices.java", prices(edit))
                        : app.save("app/Shop.java", shop(edit));
                assertThat(event.verdict()).isEqualTo(new Verdict.Live());
                assertThat(event.reloaded())
                        .as("reloaded by edit %d: %s", edit, event.reasons())
                        .isEmpty();
                int shown = edit % 5 == 0 ? edit - 1 : edit;
                app.send(app.request("/add")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("item"))
                        .build());
                assertThat(app.get("/list")).isEqualTo("list " + shown + " " + edit + " " + edit);
                assertThat(news.ask("?")).isEqualTo(shown + " 1?");
                if (shown % 4 > 0) {
                    assertThat(app.get("/extra0")).isEqualTo(shown + "@" + edit / 5 * 5 + " " + edit);
                }
            }
            news.socket.abort();
        }
    }

    private static void untilEditsAreInPlace(LiveApp app) {
        AtomicInteger value = new AtomicInteger();
        await().atMost(LiveApp.PATIENCE)
                .until(() -> !app.save("app/Probe.java", PROBE.replace("0", "" + value.incrementAndGet()))
                        .redefined()
                        .isEmpty());
    }
}
