package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload replaced is garbage. */
class ReplacedLoadersTest {
    private static final int EDITS = 25;

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
                                    static int starts;
                                    static Start start() { return App::routes; }
                                    static void routes(Table table) {
                                        starts++;
                                        table.get("/hello", new Hello());
                                        table.get("/kind", () -> Kind.of("v0").name());
                                    }
                                }
                                """,
                        "app/Hello.java", """
                                package app;
                                class Hello implements java.util.function.Supplier<String> {
                                    static final java.util.List<String> SEEN = new java.util.ArrayList<>();
                                    record Answer(String text, int size) {}
                                    public String get() {
                                        SEEN.add("v0");
                                        return new Answer("v0", SEEN.size()).toString();
                                    }
                                }
                                """,
                        "app/Kind.java", """
                                package app;
                                enum Kind {
                                    PLAIN { String mark() { return "v0"; } };
                                    abstract String mark();
                                    static Kind of(String text) {
                                        return switch (text) { case "v0" -> PLAIN; default -> valueOf("PLAIN"); };
                                    }
                                }
                                """)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void onlyTheLiveLoadersStay() throws Exception {
        List<WeakReference<ClassLoader>> replaced = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            for (String name : List.of("Hello", "Kind", "App")) {
                assertThat(project.edit("app/" + name + ".java", "\"v" + i + "\"", "\"v" + (i + 1) + "\"")
                                .verdict())
                        .isEqualTo(new Verdict.Live());
                project.get("/hello");
                project.get("/kind");
                replaced.add(new WeakReference<>(project.current("app." + name).getClassLoader()));
            }
        }
        for (String name : List.of("Hello", "Kind", "App")) {
            project.edit("app/" + name + ".java", "\"v" + EDITS + "\"", "\"last\"");
        }
        project.get("/hello");
        project.get("/kind");
        await().untilAsserted(() -> {
            System.gc();
            assertThat(replaced).allSatisfy(loader -> assertThat(loader.get()).isNull());
        });
    }
}
