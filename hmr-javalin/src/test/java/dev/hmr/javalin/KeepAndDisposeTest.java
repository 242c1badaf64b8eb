package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where state lives: kept values, disposal, captured objects. */
class KeepAndDisposeTest {
    private static final String APP = """
            package app;
            import dev.hmr.Hmr;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            public class App {
                static HmrServer start() {
                    Made made = new Made();
                    return HmrServer.start(config -> routes(config, made));
                }
                static void routes(JavalinConfig config, Made made) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    Kept kept = Hmr.keep("kept", Kept::new);
                    StringBuilder text = Hmr.keep("text", StringBuilder::new);
                    text.append('x');
                    Hmr.onDispose(() -> Journal.write("disposed 0"));
                    config.routes.get("/kept", ctx -> ctx.result(kept.id + " " + text + " " + Other.text()));
                    config.routes.get("/made", ctx -> ctx.result("made " + made.id()));
                }
            }
            """;
    private static final Map<String, String> FILES = Map.of(
            "app/App.java",
            APP,
            "app/Other.java",
            "package app; class Other { static String text() { return \"0\"; } }",
            "app/Journal.java",
            "package app; class Journal { static final StringBuffer ALL = new StringBuffer();"
                    + " static void write(String line) { ALL.append(line).append(';'); } static String read() { return ALL.toString(); } }",
            "app/Count.java",
            "package app; class Count { static int made; }",
            "app/Kept.java",
            "package app; class Kept implements AutoCloseable { final int id = ++Count.made;"
                    + " public void close() { Journal.write(\"closed \" + id); } }",
            "app/Made.java",
            "package app; class Made { int id() { return System.identityHashCode(this); } }");

    @TempDir
    Path directory;

    @Test
    void keptValueSurvivesAndActionsRunWhenTheirCodeIsReplaced() throws Exception {
        LiveApp app = new LiveApp(directory, FILES);
        try (app) {
            assertThat(app.get("/kept")).isEqualTo("1 x 0");
            String made = app.get("/made");
            app.edit("app/Other.java", "\"0\"", "\"1\"");
            assertThat(app.get("/kept")).isEqualTo("1 xx 1");
            await().untilAsserted(
                            () -> assertThat(app.call("app.Journal", "read")).isEqualTo("disposed 0;"));
            assertThat(app.get("/made")).isEqualTo(made);
            app.edit("app/Kept.java", "\"closed \"", "\"shut \"");
            assertThat(app.get("/kept")).isEqualTo("2 xxx 1");
            await().untilAsserted(() ->
                    assertThat(app.call("app.Journal", "read").toString()).contains("closed 1;"));
        }
        assertThat(app.call("app.Journal", "read").toString()).endsWith("disposed 0;shut 2;");
    }

    @Test
    void failedReloadKeepsTheValueAndDisposesOfItsOwn() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            ReloadEvent failed = app.edit(
                    "app/App.java",
                    "config.routes.get(\"/kept\"",
                    "Hmr.onDispose(() -> Journal.write(\"undone\")); if (true) throw new IllegalStateException(); config.routes.get(\"/kept\"");
            assertThat(failed.verdict()).isInstanceOf(Verdict.Failed.class);
            await().untilAsserted(
                            () -> assertThat(app.call("app.Journal", "read")).isEqualTo("undone;disposed 0;"));
            assertThat(app.get("/kept")).startsWith("1 x");
        }
    }

    @Test
    void capturedObjectOfAReloadedClassIsToldPrecisely() throws Exception {
        try (LiveApp app = new LiveApp(directory, FILES)) {
            ReloadEvent event = app.edit("app/Made.java", "System.identityHashCode(this)", "7");
            assertThat(event.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.RestartNeeded.class,
                            restart -> assertThat(restart.reasons())
                                    .singleElement()
                                    .asString()
                                    .contains("app.Made", "Hmr.keep"));
            assertThat(app.get("/made")).startsWith("made ");
        }
    }
}
