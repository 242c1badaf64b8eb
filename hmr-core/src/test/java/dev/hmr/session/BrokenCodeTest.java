package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever new code does when it starts or ends: what serves goes on serving, and the next good save is live. */
class BrokenCodeTest {
    private static final Map<String, String> FILES = Map.of(
            "app/App.java", """
                    package app;
                    import dev.hmr.Hmr;
                    import dev.hmr.session.LiveProject.*;
                    public class App {
                        static final java.util.concurrent.CountDownLatch END = new java.util.concurrent.CountDownLatch(1);
                        static Object end() { return END; }
                        static Start start() { return App::routes; }
                        static void routes(Table table) {
                            table.get("/hello", new Hello());
                            Hmr.onDispose(() -> ended());
                        }
                        static void ended() { }
                    }
                    """,
            "app/Hello.java", """
                    package app;
                    class Hello implements java.util.function.Supplier<String> {
                        static { start(); }
                        static int start() { return 0; }
                        public String get() { return "hello"; }
                    }
                    """);

    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(directory, new HashMap<>(FILES));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return 1 + start();                                   | StackOverflowError",
                "throw new NoClassDefFoundError(\"gone\");             | NoClassDefFoundError: gone",
                "return new long[Integer.MAX_VALUE].length;            | OutOfMemoryError",
                "throw new ThreadDeath();                              | ThreadDeath",
                "return Integer.parseInt(\"one\");                     | NumberFormatException",
            })
    void initialiserThatFailsIsToldAndTheNextSaveRecovers(String body, String error) {
        ReloadEvent broken = project.edit("app/Hello.java", "return 0;", body);
        assertThat(broken.verdict()).isInstanceOfSatisfying(Verdict.Failed.class, failed -> {
            assertThat(failed.cause()).isEqualTo(Verdict.Cause.STARTUP);
            assertThat(failed.problems().get(0).message()).contains(error);
            assertThat(failed.problems().get(0).file()).endsWith("Hello.java");
        });
        assertThat(project.get("/hello")).isEqualTo("hello");

        project.replace("app/Hello.java", body, "return 0;");
        assertThat(project.edit("app/Hello.java", "\"hello\"", "\"fixed\"").verdict())
                .isEqualTo(new Verdict.Live());
        assertThat(project.get("/hello")).isEqualTo("fixed");
    }

    @Test
    void disposalWithoutEndHoldsNobodyUp() throws Exception {
        CountDownLatch end = (CountDownLatch) LiveProject.invoke(project.stable(), "app.App", "end");
        try {
            String forEver = """
                    static void ended() {
                        while (END.getCount() > 0) {
                            try { END.await(); } catch (InterruptedException e) { }
                        }
                    }""";
            project.edit("app/App.java", "static void ended() { }", forEver);
            project.edit("app/Hello.java", "\"hello\"", "\"one\"");
            assertThat(project.get("/hello")).isEqualTo("one");
            project.edit("app/Hello.java", "\"one\"", "\"two\"");
            assertThat(project.get("/hello")).isEqualTo("two");
        } finally {
            end.countDown();
        }
    }

    /** T15: the JVM refuses a second loader the library that a first one has. */
    @Test
    void nativeLibraryOfAReloadedClassIsExplained() {
        Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("rmi"));
        String withLibrary = "System.load(\"" + library + "\"); return 0;";
        assertThat(project.edit("app/Hello.java", "return 0;", withLibrary).verdict())
                .isEqualTo(new Verdict.Live());

        ReloadEvent again = project.edit("app/Hello.java", "\"hello\"", "\"again\"");
        assertThat(again.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.problems().get(0).message())
                                .contains("native library", "the new version of app.Hello", "exclude"));
        assertThat(project.get("/hello")).isEqualTo("hello");
    }
}
