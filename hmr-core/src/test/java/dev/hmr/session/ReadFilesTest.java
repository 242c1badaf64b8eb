package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What code read from a resource when it started is read again when the resource changes; nothing else is. */
class ReadFilesTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    %s
                    table.get("/limit", () -> Limits.text());
                    table.get("/notes", () -> Notes.add());
                    table.get("/now", () -> Files.read("/app/now.txt"));
                }
            }
            """;
    private static final String FILES = """
            package app;
            import java.io.*;
            class Files {
                static String read(String path) {
                    try (InputStream in = Files.class.getResourceAsStream(path)) {
                        return new String(in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
            """;
    private static final String LIMITS = """
            package app;
            class Limits {
                private static final String TEXT = load();
                private static String load() { return Files.read("limit.txt"); }
                static String text() { return TEXT; }
            }
            """;
    private static final String NOTES = """
            package app;
            import java.util.*;
            class Notes {
                private static final List<String> ALL = new ArrayList<>();
                static int add() { ALL.add("note"); return ALL.size(); }
            }
            """;

    @TempDir
    Path directory;

    private @Nullable LiveProject running;

    private LiveProject start(Map<String, String> more) {
        Map<String, String> sources = new LinkedHashMap<>(Map.of(
                "app/App.java",
                APP.formatted(""),
                "app/Files.java",
                FILES,
                "app/Limits.java",
                LIMITS,
                "app/Notes.java",
                NOTES,
                "app/limit.txt",
                "10",
                "app/other.txt",
                "x",
                "app/now.txt",
                "one"));
        sources.putAll(more);
        LiveProject project = new LiveProject(directory, sources);
        running = project;
        return project;
    }

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStaticValueIsReadAgain(boolean inPlace) throws IOException {
        LiveProject project = start(Map.of());
        project.allowInPlace(inPlace);
        assertThat(project.get("/limit")).isEqualTo("10");
        project.get("/notes");

        ReloadEvent event = project.edit("app/limit.txt", "10", "20");

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(event.initializedAgain()).containsExactly("Limits");
        assertThat(event.reasons())
                .contains(
                        "reloaded Limits@1: Limits must be initialized again, for its initializer reads a file that changed");
        assertThat(project.get("/limit")).isEqualTo("20");
        assertThat(project.get("/notes")).as("state of others").isEqualTo(2);
        assertThat(project.edit("app/limit.txt", "20", "30").verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(project.get("/limit")).isEqualTo("30");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReadForEachRequestReloadsNothing(boolean inPlace) throws IOException {
        LiveProject project = start(Map.of());
        project.allowInPlace(inPlace);
        project.get("/notes");

        assertThat(project.edit("app/other.txt", "x", "y").reloaded()).isEmpty();
        ReloadEvent event = project.edit("app/now.txt", "one", "two");

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(event.reloaded()).isEmpty();
        assertThat(event.generation()).as("routes has not run again").isZero();
        assertThat(project.get("/now")).isEqualTo("two");
        assertThat(project.get("/notes")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheRoutesReadIsReadAgain(boolean inPlace) throws IOException {
        String routes = "String title = Files.read(\"/app/title.txt\"); table.get(\"/title\", () -> title);";
        LiveProject project = start(Map.of("app/App.java", APP.formatted(routes), "app/title.txt", "old"));
        project.allowInPlace(inPlace);
        project.get("/notes");

        ReloadEvent event = project.edit("app/title.txt", "old", "new");

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(event.generation()).isEqualTo(1);
        assertThat(project.get("/title")).isEqualTo("new");
        assertThat(project.get("/notes")).isEqualTo(2);
        assertThat(project.edit("app/title.txt", "new", "newer").generation()).isEqualTo(2);
        assertThat(project.get("/title")).isEqualTo("newer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatMakesAHandlerReadsAgain(boolean inPlace) throws IOException {
        String handler = """
                package app;
                import java.util.function.Supplier;
                class Handler {
                    static Supplier<String> make() {
                        String text = Files.read("title.txt");
                        return () -> text;
                    }
                }
                """;
        LiveProject project = start(Map.of(
                "app/App.java",
                APP.formatted("table.get(\"/title\", Handler.make());"),
                "app/Handler.java",
                handler,
                "app/title.txt",
                "old"));
        project.allowInPlace(inPlace);

        project.edit("app/title.txt", "old", "new");

        assertThat(project.get("/title")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBundleIsReadAgain(boolean inPlace) throws IOException {
        String greeting = """
                package app;
                import java.util.*;
                class Limits {
                    private static final String TEXT =
                            ResourceBundle.getBundle("app.messages", Locale.GERMAN).getString("hello");
                    static String text() { return TEXT; }
                }
                """;
        LiveProject project = start(Map.of("app/Limits.java", greeting, "app/messages_de.properties", "hello=Hallo"));
        project.allowInPlace(inPlace);
        assertThat(project.get("/limit")).isEqualTo("Hallo");

        project.edit("app/messages_de.properties", "Hallo", "Servus");

        assertThat(project.get("/limit")).isEqualTo("Servus");
    }

    /** The JDK keeps a bundle for each loader that it was asked of. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBundleThatEachRequestAsksForIsReadAgain(boolean inPlace) throws IOException {
        String hello = """
                package app;
                import java.util.*;
                class Hello {
                    static String text() {
                        ClassLoader context = Thread.currentThread().getContextClassLoader();
                        String own = ResourceBundle.getBundle("app.messages", Locale.GERMAN).getString("hello");
                        return "v0 " + own + " "
                                + ResourceBundle.getBundle("app.messages", Locale.GERMAN, context).getString("hello");
                    }
                }
                """;
        LiveProject project = start(Map.of(
                "app/App.java",
                APP.formatted("table.get(\"/hello\", () -> Hello.text());"),
                "app/Hello.java",
                hello,
                "app/messages.properties",
                "hello=Hello",
                "app/messages_de.properties",
                "hello=Hallo"));
        project.allowInPlace(inPlace);
        assertThat(project.get("/hello")).isEqualTo("v0 Hallo Hallo");

        ReloadEvent event = project.edit("app/messages_de.properties", "Hallo", "Servus");

        assertThat(event.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(event.reloaded()).isEmpty();
        assertThat(event.generation()).as("routes has not run again").isZero();
        assertThat(project.get("/hello")).isEqualTo("v0 Servus Servus");

        project.edit("app/Hello.java", "v0", "v1");
        assertThat(project.get("/hello")).isEqualTo("v1 Servus Servus");
        project.edit("app/messages_de.properties", "Servus", "Moin");
        assertThat(project.get("/hello")).as("once it was edited").isEqualTo("v1 Moin Moin");

        project.edit("app/Hello.java", "v1", "v2");
        assertThat(project.get("/hello")).isEqualTo("v2 Moin Moin");
        project.edit("app/messages_de.properties", "Moin", "Hoi");
        assertThat(project.get("/hello")).as("once it was edited again").isEqualTo("v2 Hoi Hoi");

        project.delete("app/messages_de.properties");
        assertThat(project.get("/hello")).as("the bundle that is left").isEqualTo("v2 Hello Hello");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBundleThatTheRoutesReadIsReadAgain(boolean inPlace) throws IOException {
        String routes = "String title = java.util.ResourceBundle.getBundle(\"app.messages\", java.util.Locale.GERMAN)"
                + ".getString(\"hello\"); table.get(\"/title\", () -> title);";
        LiveProject project =
                start(Map.of("app/App.java", APP.formatted(routes), "app/messages_de.properties", "hello=Hallo"));
        project.allowInPlace(inPlace);

        ReloadEvent event = project.edit("app/messages_de.properties", "Hallo", "Servus");

        assertThat(event.generation()).isEqualTo(1);
        assertThat(project.get("/title")).isEqualTo("Servus");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatCannotBeReadLeavesEverythingAsItWas(boolean inPlace) throws IOException {
        String limits =
                LIMITS.replace("\"limit.txt\")", "\"limit.txt\").repeat(Integer.parseInt(Files.read(\"limit.txt\")))");
        String routes = "Limits.text();";
        LiveProject project =
                start(Map.of("app/Limits.java", limits, "app/App.java", APP.formatted(routes), "app/limit.txt", "2"));
        project.allowInPlace(inPlace);

        assertThat(project.edit("app/limit.txt", "2", "two").verdict()).isInstanceOf(Verdict.Failed.class);
        assertThat(project.get("/limit")).isEqualTo("22");
        assertThat(project.edit("app/limit.txt", "two", "3").verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(project.get("/limit")).isEqualTo("333");
    }
}
