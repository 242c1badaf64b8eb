package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Javalin offers goes on working in later generations, on the same port and in the same servlet context. */
class JavalinFeaturesTest {
    private static final String APP = """
            package app;
            import static io.javalin.apibuilder.ApiBuilder.*;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            import io.javalin.http.*;
            import io.javalin.apibuilder.CrudHandler;
            import java.util.Map;
            public class App {
                static HmrServer start() { return HmrServer.start(App::routes); }
                static void routes(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.GZIP;
                    config.staticFiles.add("/public");
                    config.routes.apiBuilder(() -> {
                        path("api", () -> {
                            before(ctx -> ctx.header("X-Before", Texts.before()));
                            get("group", ctx -> ctx.result("group " + Texts.group()));
                            crud("users/{id}", new Users());
                        });
                    });
                    config.routes.get("/session", ctx -> {
                        Integer n = ctx.sessionAttribute("n");
                        ctx.sessionAttribute("n", n == null ? 1 : n + 1);
                        ctx.result("session " + ctx.sessionAttribute("n"));
                    });
                    config.routes.get("/json", ctx -> ctx.json(Map.of("a", Texts.group())));
                    config.routes.get("/fail", ctx -> { throw new IllegalStateException("broken"); });
                    config.routes.exception(IllegalStateException.class, (e, ctx) -> ctx.status(418).result("caught " + e.getMessage()));
                    config.routes.error(404, ctx -> ctx.result("nothing here"));
                    config.routes.after(ctx -> ctx.header("X-After", "yes"));
                    config.routes.get("/async", ctx -> ctx.future(() -> java.util.concurrent.CompletableFuture.supplyAsync(() -> "later").thenAccept(ctx::result)));
                    config.routes.sse("/events", client -> { client.sendEvent("event " + Texts.group()); client.close(); });
                    config.routes.ws("/echo", ws -> ws.onMessage(ctx -> ctx.send(ctx.message() + Texts.group())));
                    config.routes.sse("/open", client -> { client.keepAlive(); client.sendEvent(Texts.group(), ""); });
                    config.routes.sse("/plain-events", client -> { client.keepAlive(); Clients.last = client; client.sendComment(""); });
                    config.routes.get("/tell", ctx -> { Clients.last.sendEvent("still here", ""); ctx.result("told"); });
                    config.routes.ws("/plain", ws -> ws.onMessage(ctx -> ctx.send("plain " + ctx.message())));
                    config.routes.get("/big", ctx -> ctx.contentType("application/json").result("[" + "1,".repeat(5000) + "1]"));
                }
            }
            """;
    private static final String USERS = """
            package app;
            import io.javalin.apibuilder.CrudHandler;
            import io.javalin.http.Context;
            class Users implements CrudHandler {
                public void getAll(Context ctx) { ctx.result("all"); }
                public void getOne(Context ctx, String id) { ctx.result("user " + id); }
                public void create(Context ctx) { ctx.status(201); }
                public void update(Context ctx, String id) { ctx.result("updated"); }
                public void delete(Context ctx, String id) { ctx.result("deleted"); }
            }
            """;
    private static final String CLIENTS =
            "package app; class Clients { static volatile io.javalin.http.sse.SseClient last; }";
    private static final String TEXTS =
            "package app; class Texts { static String before() { return \"b\"; } static String group() { return \"0\"; } }";

    @TempDir
    Path directory;

    private LiveApp open() {
        return new LiveApp(
                directory,
                Map.of(
                        "app/App.java", APP,
                        "app/Users.java", USERS,
                        "app/Texts.java", TEXTS,
                        "app/Clients.java", CLIENTS,
                        "public/style.css", "body { color: red }",
                        "public/index.html", "<!doctype html><title>t</title><p>index</p>"));
    }

    @Test
    void everythingWorksInEveryGeneration() throws Exception {
        try (LiveApp app = open()) {
            check(app, 0);
            for (int i = 0; i < 2; i++) {
                assertThat(app.edit("app/Texts.java", "\"" + i + "\"", "\"" + (i + 1) + "\"")
                                .verdict())
                        .isEqualTo(new Verdict.Live());
                check(app, i + 1);
            }
            assertThat(app.get("/session")).isEqualTo("session 4");
        }
    }

    private static void check(LiveApp app, int generation) throws Exception {
        HttpResponse<String> group = app.send(app.request("/api/group").build());
        assertThat(group.body()).isEqualTo("group " + generation);
        assertThat(group.headers().firstValue("X-Before")).contains("b");
        assertThat(group.headers().firstValue("X-After")).contains("yes");
        assertThat(app.get("/api/users/7")).isEqualTo("user 7");
        assertThat(app.get("/api/users")).isEqualTo("all");
        assertThat(app.get("/session")).isEqualTo("session " + (generation + 1));
        assertThat(app.get("/json")).isEqualTo("{\"a\":\"" + generation + "\"}");
        assertThat(app.send(app.request("/fail").build()).statusCode()).isEqualTo(418);
        assertThat(app.get("/fail")).isEqualTo("caught broken");
        assertThat(app.get("/nowhere")).isEqualTo("nothing here");
        assertThat(app.get("/async")).isEqualTo("later");
        assertThat(app.send(app.request("/events")
                                .header("Accept", "text/event-stream")
                                .build())
                        .body())
                .contains("event " + generation);
        assertThat(app.get("/style.css")).contains("red");
        assertThat(app.send(app.request("/").header("Accept", "text/html").build())
                        .body())
                .contains("index", "/@hmr/client.js");
        assertThat(app.send(app.request("/big")
                                .header("Accept-Encoding", "gzip")
                                .header("Accept", "application/json")
                                .build())
                        .headers()
                        .firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(echo(app, "m")).isEqualTo("m" + generation);
    }

    private static String echo(LiveApp app, String message) throws Exception {
        SocketClient client = new SocketClient(app, "/echo");
        String answer = client.ask(message);
        client.socket.abort();
        return answer;
    }

    /** T12. */
    @Test
    void socketsWhoseCodeChangedAreClosedForTheClientToComeAgain() throws Exception {
        try (LiveApp app = open()) {
            List<SocketClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(new SocketClient(app, "/echo"));
            }
            SocketClient other = new SocketClient(app, "/plain");

            app.edit("app/Texts.java", "\"0\"", "\"1\"");
            for (SocketClient client : clients) {
                assertThat(client.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
            }
            assertThat(other.ask("m")).isEqualTo("plain m");
            assertThat(new SocketClient(app, "/echo").ask("m")).isEqualTo("m1");
        }
    }

    @Test
    void streamsOfEventsWhoseCodeChangedEndForTheBrowserToComeAgain() throws Exception {
        try (LiveApp app = open();
                InputStream changed = stream(app, "/open");
                InputStream other = stream(app, "/plain-events")) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(changed, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("event: 0");

            app.edit("app/Texts.java", "\"0\"", "\"1\"");
            assertThat(lines.lines().filter(line -> line.startsWith("event"))).isEmpty();
            assertThat(stream(app, "/open").read()).isEqualTo('e');
            assertThat(app.get("/tell")).isEqualTo("told");
            BufferedReader kept = new BufferedReader(new InputStreamReader(other, StandardCharsets.UTF_8));
            assertThat(kept.lines().filter(line -> line.startsWith("event")).findFirst())
                    .contains("event: still here");
        }
    }

    private static InputStream stream(LiveApp app, String path) throws Exception {
        return app.client()
                .send(
                        app.request(path).header("Accept", "text/event-stream").build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void onlyRoutesThatReachTheChangeAreNamed() throws Exception {
        try (LiveApp app = open()) {
            ReloadEvent users = app.edit("app/Users.java", "\"user \"", "\"person \"");
            assertThat(users.routes()).extracting(Route::path).allMatch(path -> path.startsWith("/api/users"));
            assertThat(users.routes()).isNotEmpty();
            ReloadEvent before = app.edit("app/Texts.java", "\"b\"", "\"bb\"");
            assertThat(before.routes()).extracting(Route::method).containsExactly("BEFORE");
            ReloadEvent lambda = app.edit("app/App.java", "session \" + ctx", "visits \" + ctx");
            assertThat(lambda.routes()).extracting(Route::toString).containsExactly("GET /session");
        }
    }

    @Test
    void staticFileIsCopiedAndNamed() throws Exception {
        try (LiveApp app = open()) {
            ReloadEvent event = app.save("public/style.css", "body { color: blue }");
            assertThat(event.resources()).containsExactly("public/style.css");
            assertThat(app.get("/style.css")).contains("blue");
            assertThat(event.generation()).isZero();
        }
    }

    @Test
    void crudRequestsOfOtherMethods() throws Exception {
        try (LiveApp app = open()) {
            app.edit("app/Users.java", "\"deleted\"", "\"gone\"");
            HttpRequest delete = app.request("/api/users/1").DELETE().build();
            assertThat(app.send(delete).body()).isEqualTo("gone");
        }
    }
}
