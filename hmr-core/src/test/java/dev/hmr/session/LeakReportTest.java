package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What replaced code leaves behind is found and named, once. */
class LeakReportTest {
    private static final String APP = """
        package app;
        import dev.hmr.session.LiveProject.*;
        public class App {
            static Start start() { return App::routes; }
            static void routes(Table table) {
                table.get("/", () -> "v0");
                Left.behind();
            }
        }
        """;

    /** So many edits, with a collection after each, are enough for a search of the heap. */
    private static final int SUSPICIOUS = 8;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private LiveProject project;

    private void open(String behind) {
        Leftovers.begin();
        project = new LiveProject(
                directory, new TreeMap<>(Map.of("app/App.java", APP, "app/Left.java", """
                    package app;
                    import dev.hmr.session.Leftovers;
                    import dev.hmr.Hmr;
                    class Left {
                        static String version() { return "v0"; }
                        static void behind() {
                            %s
                        }
                    }
                    """.formatted(behind))));
    }

    @AfterEach
    void close() throws IOException {
        Leftovers.end();
        project.close();
    }

    private void edit(int times) {
        for (int i = 0; i < times; i++) {
            project.edit("app/Left.java", "\"v" + i + "\"", "\"v" + (i + 1) + "\"");
            project.leaks();
            System.gc();
        }
    }

    @Test
    void theHolderOfAReplacedLoaderIsNamedOnce() {
        open("Leftovers.KEPT.add(new Left());");
        edit(SUSPICIOUS);
        assertThat(project.leaks()).singleElement().satisfies(leak -> {
            assertThat(leak.sentence())
                    .startsWith("Left@")
                    .contains("static field dev.hmr.session.Leftovers.KEPT")
                    .endsWith("holds app.Left");
            assertThat(leak.remedy()).contains("Hmr.onDispose");
            assertThat(leak.path()).contains("class app.Left");
        });
    }

    @Test
    void aThreadThatRunsReplacedCodeIsNamedWithItsPlace() {
        open("new Thread(Left::waiting, \"poller-1\").start(); } static void waiting() { Leftovers.await();");
        edit(3);
        assertThat(project.leaks())
                .extracting(Leak::sentence)
                .filteredOn(sentence -> sentence.contains("still runs"))
                .singleElement()
                .asString()
                .startsWith("Thread \"poller-1\" still runs Left@")
                .contains("it is at app.Left.waiting(Left.java:")
                .endsWith(", and was started at Left.java:7");
    }

    @Test
    void idleThreadsThatEachReloadStartedAreNamedTogether() {
        open("java.util.concurrent.ScheduledThreadPoolExecutor pool ="
                + " new java.util.concurrent.ScheduledThreadPoolExecutor(1);"
                + " pool.prestartAllCoreThreads(); Leftovers.KEPT.add(pool);");
        edit(6);
        assertThat(project.leaks())
                .extracting(Leak::sentence)
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith("Threads like \"pool-#-thread-#\" were started by generations 1, 2, 3")
                        .endsWith(" and never stopped; reloaded code starts threads at Left.java:7"));
        Leftovers.KEPT.forEach(pool -> ((ExecutorService) pool).shutdownNow());
    }

    @Test
    void whatIsDisposedOfIsNoLeak() {
        open("java.util.concurrent.ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(1);"
                + " pool.execute(Left::version);"
                + " Hmr.onDispose(() -> { pool.shutdownNow();"
                + " pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES); });");
        edit(SUSPICIOUS);
        assertThat(project.leaks()).isEmpty();
    }

    @Test
    void theTypesThatJacksonRemembersAreDropped() throws Exception {
        open("com.fasterxml.jackson.databind.type.TypeFactory.defaultInstance().constructType(Left.class);");
        project.edit("app/Left.java", "\"v0\"", "\"v1\"");
        WeakReference<ClassLoader> first =
                new WeakReference<>(project.current("app.Left").getClassLoader());
        project.edit("app/Left.java", "\"v1\"", "\"v2\"");
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(first.get()).isNull();
        });
    }
}
