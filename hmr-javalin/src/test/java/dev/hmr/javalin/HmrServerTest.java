package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three shapes of an application, and requests that meet a reload. */
class HmrServerTest {
    private static final String APP = """
            package app;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            public class App {
                static HmrServer start() { return HmrServer.start(App::routes); }
                static void routes(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/hello", new Hello());
                    config.routes.get("/other", ctx -> ctx.result("other " + Store.next()));
                    config.routes.get("/slow", new Slow());
                }
            }
            """;
    private static final String HELLO = """
            package app;
            import io.javalin.http.*;
            class Hello implements Handler {
                public void handle(Context ctx) { ctx.result("hello 0"); }
            }
            """;
    private static final String SLOW = """
            package app;
            import io.javalin.http.*;
            class Slow implements Handler {
                static final String VERSION = "old";
                public void handle(Context ctx) throws Exception {
                    Gate.ENTERED.countDown();
                    if (VERSION.equals("old")) Gate.LEAVE.await();
                    ctx.result(VERSION + " " + text());
                }
                static String text() { return Later.TEXT; }
                static class Later { static final String TEXT = new String("text of old"); }
            }
            """;
    private static final String GATE = """
            package app;
            import java.util.concurrent.CountDownLatch;
            public class Gate {
                public static final CountDownLatch ENTERED = new CountDownLatch(1);
                public static final CountDownLatch LEAVE = new CountDownLatch(1);
                static CountDownLatch entered() { return ENTERED; }
                static CountDownLatch leave() { return LEAVE; }
            }
            """;
    private static final Map<String, String> FILES = Map.of(
            "app/App.java", APP,
            "app/Hello.java", HELLO,
            "app/Slow.java", SLOW,
            "app/Gate.java", GATE,
            "app/Store.java", "package app; class Store { static int n; static int next() { return ++n; } }");

    @TempDir
    Path directory;

    @Test
    void savedHandlerIsServedAndTheRestIsLeftAlone() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            assertThat(app.get("/other")).isEqualTo("other 1");
            int port = app.server().port();
            ReloadEvent event = app.edit("app/Hello.java", "hello 0", "hello 1");
            assertThat(event.verdict()).isEqualTo(new Verdict.Live());
            assertThat(event.routes()).extracting(Route::toString).containsExactly("GET /hello");
            assertThat(app.get("/hello")).isEqualTo("hello 1");
            assertThat(app.get("/other")).isEqualTo("other 2");
            assertThat(app.server().port()).isEqualTo(port);
            assertThat(app.server().generation()).isEqualTo(1);
            assertThat(app.server().lastVerdict()).contains(new Verdict.Live());
        }
    }

    @Test
    void slowRequestEndsOnTheCodeItStartedOn() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            CompletableFuture<HttpResponse<String>> slow =
                    app.client().sendAsync(app.request("/slow").build(), HttpResponse.BodyHandlers.ofString());
            latch(app, "entered").await();
            app.save("app/Slow.java", SLOW.replace("\"old\";", "\"new\";").replace("text of old", "text of new"));
            assertThat(app.get("/slow")).isEqualTo("new text of new");
            latch(app, "leave").countDown();
            // Its nested class is first needed now, after the class file has been written anew.
            assertThat(slow.get().body()).isEqualTo("old text of old");
        }
    }

    private static java.util.concurrent.CountDownLatch latch(LiveApp app, String name) {
        return (java.util.concurrent.CountDownLatch) app.call("app.Gate", name);
    }

    @Test
    void noRequestFailsWhileCodeIsEdited() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            app.whileAsked("/hello", "hello", () -> {
                for (int i = 0; i < 20; i++) {
                    app.edit("app/Hello.java", "hello " + i, "hello " + (i + 1));
                    assertThat(app.get("/hello")).isEqualTo("hello " + (i + 1));
                }
            });
        }
    }

    /** In the seconds that main takes to load a model, nobody watches yet. */
    @Test
    void whatWasSavedBeforeTheServerStartedIsTakenUp() throws Exception {
        Map<String, String> saved = Map.of("app/Hello.java", HELLO.replace("hello 0", "hello 1"));
        try (LiveApp app = new LiveApp(directory, FILES, saved)) {
            await().atMost(LiveApp.PATIENCE).until(() -> app.get("/hello").equals("hello 1"));
        }
    }

    @Test
    void failedEditsKeepServing() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            assertThat(app.edit("app/Hello.java", "class Hello", "clas Hello").verdict())
                    .isInstanceOf(Verdict.Failed.class);
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            app.edit("app/Hello.java", "clas Hello", "class Hello ");
            assertThat(app.edit(
                                    "app/App.java",
                                    "config.routes.get(\"/hello\"",
                                    "if (true) throw new IllegalStateException(); config.routes.get(\"/hello\"")
                            .verdict())
                    .isInstanceOf(Verdict.Failed.class);
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            app.edit("app/App.java", "if (true) throw new IllegalStateException(); ", "");
            app.edit("app/Hello.java", "hello 0", "hello again");
            assertThat(app.get("/hello")).isEqualTo("hello again");
        }
    }

    @Test
    void changedPortNeedsARestart() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            ReloadEvent event = app.edit("app/App.java", "config.jetty.port = 0;", "config.jetty.port = 7999;");
            assertThat(event.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.RestartNeeded.class,
                            restart -> assertThat(restart.reasons())
                                    .singleElement()
                                    .asString()
                                    .contains("jetty.port", "7999"));
            assertThat(app.get("/hello")).isEqualTo("hello 0");
        }
    }

    @Test
    void changedCodeThatRanOnceAtTheStartNeedsARestart() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            ReloadEvent event = app.edit(
                    "app/App.java",
                    "return HmrServer.start(App::routes);",
                    "System.out.flush(); return HmrServer.start(App::routes);");
            assertThat(event.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.RestartNeeded.class,
                            restart -> assertThat(restart.reasons())
                                    .singleElement()
                                    .asString()
                                    .contains("App.start"));
            assertThat(app.get("/hello")).isEqualTo("hello 0");
            // As it was when it ran.
            assertThat(app.edit("app/App.java", "System.out.flush(); ", "").verdict())
                    .isEqualTo(new Verdict.Live());
        }
    }

    @Test
    void factory() throws Exception {
        String factory = APP.replace("HmrServer.start(App::routes)", "HmrServer.start(App::create, 0)")
                .replace(
                        "static void routes(JavalinConfig config) {",
                        "static io.javalin.Javalin create() { return io.javalin.Javalin.create(config -> {")
                .replace("config.jetty.port = 0;", "")
                .replace("new Slow());\n", "new Slow()); });\n");
        Map<String, String> files = new HashMap<>(FILES);
        files.put("app/App.java", factory);
        try (LiveApp app = new LiveApp(directory, files)) {
            assertThat(app.get("/other")).isEqualTo("other 1");
            ReloadEvent event = app.edit("app/Hello.java", "hello 0", "hello 1");
            assertThat(event.routes()).extracting(Route::toString).containsExactly("GET /hello");
            assertThat(app.get("/hello")).isEqualTo("hello 1");
            assertThat(app.get("/other")).isEqualTo("other 2");
        }
    }

    @Test
    void reloadableConfigurationInAConstructor() throws Exception {
        Map<String, String> files = new HashMap<>(FILES);
        files.put("app/App.java", """
                package app;
                import dev.hmr.javalin.HmrServer;
                import io.javalin.Javalin;
                public class App {
                    static Javalin start() { return new Web(new Count()).javalin.start(0); }
                }
                class Count { int n; int next() { return ++n; } }
                class Web {
                    final Javalin javalin;
                    Web(Count count) {
                        javalin = Javalin.create(HmrServer.reloadable(config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.get("/hello", new Hello());
                            config.routes.get("/count", ctx -> ctx.result("count " + count.next()));
                        }));
                    }
                }
                """);
        try (LiveApp app = new LiveApp(directory, files)) {
            assertThat(app.get("/count")).isEqualTo("count 1");
            app.editUnheard("app/Hello.java", "hello 0", "hello 1");
            await().atMost(LiveApp.PATIENCE)
                    .untilAsserted(() -> assertThat(app.get("/hello")).isEqualTo("hello 1"));
            assertThat(app.get("/count")).isEqualTo("count 2");
        }
    }

    /** Saved while the compiler is at work, or while the watcher looks: none is lost, and none served after a later one. */
    @Test
    void savesInQuickSuccessionEndOnTheLast() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            int served = 0;
            for (int i = 0; i < 60; i++) {
                app.editUnheard("app/Hello.java", "hello " + i, "hello " + (i + 1));
                int now = Integer.parseInt(app.get("/hello").substring("hello ".length()));
                assertThat(now).isBetween(served, i + 1);
                served = now;
            }
            await().atMost(LiveApp.PATIENCE).until(() -> app.get("/hello").equals("hello 60"));
        }
    }

    @Test
    void portInUseIsToldAndNothingIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> files = new HashMap<>(FILES);
            files.put("app/App.java", APP.replace("port = 0", "port = " + taken.getLocalPort()));
            assertThatThrownBy(() -> new LiveApp(directory, files)).rootCause().hasMessageContaining("in use");
            await().untilAsserted(() -> assertThat(threadsOfHmr()).isEmpty());
        }
    }

    private static List<String> threadsOfHmr() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hmr"))
                .toList();
    }

    @Test
    void startedAndStoppedAgainAndAgainNothingIsLeft() throws Exception {
        startAndStop("first");
        // Without those that Jetty and the JDK set when they are first used.
        Properties before = (Properties) System.getProperties().clone();
        for (int i = 0; i < 100; i++) {
            startAndStop("run" + i);
        }
        await().untilAsserted(() -> assertThat(threadsOfHmr()).isEmpty());
        assertThat(System.getProperties()).isEqualTo(before);
    }

    private void startAndStop(String name) throws Exception {
        try (LiveApp app = new LiveApp(directory.resolve(name), FILES)) {
            assertThat(app.get("/hello")).isEqualTo("hello 0");
        }
    }
}
