package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object of an old version meets new code. */
class CastDiagnosisTest {
    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", """
                                package app;
                                import dev.hmr.session.LiveProject.*;
                                public class App {
                                    static Start start() { Store.ALL.put("first", new Item()); return App::routes; }
                                    static void routes(Table table) {
                                        table.get("/name", () -> ((Item) Store.ALL.get("first")).name());
                                        table.get("/cast", () -> Item.class.cast(Store.ALL.get("first")).name());
                                        table.get("/type", () -> Store.class.cast(Store.ALL.get("first")));
                                        table.get("/number", () -> (Integer) Store.ALL.get("first"));
                                    }
                                }
                                """,
                        "app/Item.java", """
                                package app;
                                class Item { String name() { return "item"; } }
                                """,
                        "app/Store.java", """
                                package app;
                                class Store {
                                    static final java.util.Map<String, Object> ALL = new java.util.HashMap<>();
                                }
                                """)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void namesClassGenerationsAndHolder() {
        assertThat(project.get("/name")).isEqualTo("item");
        project.edit("app/Item.java", "\"item\"", "\"thing\"");
        Throwable thrown = catchThrowable(() -> project.get("/name"));
        assertThat(thrown).isInstanceOf(ClassCastException.class);
        assertThat(project.explain(thrown))
                .startsWith("An object of app.Item as of the start met code that knows app.Item as of generation 1")
                .contains("held by the static field app.Store.ALL", "exclude(\"app.Item\")");
        assertThat(project.explain(new IllegalStateException("wrapped", thrown)))
                .contains("app.Store.ALL");
    }

    @Test
    void namesClassAndHolderWhereAMethodCasts() {
        assertThat(project.get("/cast")).isEqualTo("item");
        project.edit("app/Item.java", "\"item\"", "\"thing\"");
        assertThat(project.explain(catchThrowable(() -> project.get("/cast"))))
                .startsWith("An object of app.Item met code that knows app.Item of another generation")
                .contains("held by the static field app.Store.ALL");
    }

    @Test
    void failureOfTheRoutesIsExplainedToo() {
        ReloadEvent event = project.edit(
                "app/App.java", "table.get(\"/name\"", "((Item) Store.ALL.get(\"first\")).name(); table.get(\"/name\"");
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.edit("app/Item.java", "\"item\"", "\"thing\"").verdict())
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.message())
                                    .startsWith("An object of app.Item as of the start")
                                    .contains("app.Store.ALL", "ClassCastException");
                            assertThat(problem.file()).endsWith("App.java");
                        }));
    }

    @Test
    void castThatFitsByNoNameIsTheUsersOwn() {
        project.edit("app/Item.java", "\"item\"", "\"thing\"");
        assertThat(project.explain(catchThrowable(() -> project.get("/number"))))
                .isEmpty();
        assertThat(project.explain(catchThrowable(() -> project.get("/type")))).isEmpty();
        assertThat(project.explain(new ClassCastException())).isEmpty();
    }
}
