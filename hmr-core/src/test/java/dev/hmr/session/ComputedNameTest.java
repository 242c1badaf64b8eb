package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that are found by names made at run time, so that no link leads to them and whoever asks stays as it is. */
class ComputedNameTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    table.get("/current", () -> Point.version());
                    for (String way : Lookup.WAYS) {
                        String found = Lookup.version(way, "Point");
                        table.get("/effect/" + way, () -> found);
                        table.get("/request/" + way, () -> Lookup.version(way, "Point"));
                    }
                }
            }
            """;
    private static final String LOOKUP = """
            package app;
            import java.util.List;
            class Lookup {
                static final List<String> WAYS =
                        List.of("forName", "loader", "reference", "loadClass", "loadClassReference", "subclass", "context", "array");
                interface Finder { Class<?> find(String name) throws Exception; }
                static String version(String way, String part) {
                    try {
                        return (String) find(way, "app." + part).getMethod("version").invoke(null);
                    } catch (Exception e) {
                        return "none";
                    }
                }
                private static Class<?> find(String way, String name) throws Exception {
                    ClassLoader own = Lookup.class.getClassLoader();
                    Finder reference = Class::forName;
                    Finder loading = own::loadClass;
                    return switch (way) {
                        case "forName" -> Class.forName(name);
                        case "loader" -> Class.forName(name, false, own);
                        case "reference" -> reference.find(name);
                        case "loadClass" -> own.loadClass(name);
                        case "loadClassReference" -> loading.find(name);
                        case "subclass" -> {
                            java.net.URLClassLoader below = new java.net.URLClassLoader(new java.net.URL[0], own);
                            Finder loadingBelow = below::loadClass;
                            yield loadingBelow.find(name);
                        }
                        case "context" -> Class.forName(name, true, Thread.currentThread().getContextClassLoader());
                        case "array" -> Class.forName("[[L" + name + ";").getComponentType().getComponentType();
                        default -> throw new AssertionError(way);
                    };
                }
            }
            """;
    private static final String POINT = """
            package app;
            public class Point {
                public static String version() { return "v0"; }
                public int x0;
            }
            """;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private LiveProject project;

    private void open() {
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of("app/App.java", APP, "app/Lookup.java", LOOKUP, "app/Point.java", POINT)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forName",
                "loader",
                "reference",
                "loadClass",
                "loadClassReference",
                "subclass",
                "context",
                "array"
            })
    void reloadedCodeFindsWhatServesNow(String way) throws Exception {
        open();
        project.edit("app/Lookup.java", "\"none\"", "\"gone\"");
        Class<?> lookup = project.current("app.Lookup");
        assertFound(way, "v0");

        changeShape("1");
        assertFound(way, "v1");
        changeShape("2");
        assertFound(way, "v2");
        assertThat(project.current("app.Lookup")).as("who asks").isSameAs(lookup);

        project.change(Map.of("app/Point.java", "", "app/App.java", APP.replace("Point.version()", "\"gone\"")));
        assertFound(way, "gone");
    }

    @Test
    void codeThatWasNeverReloadedFindsWhatServesNowByTheContextClassLoader() {
        open();
        changeShape("1");
        assertFound("context", "v1");
        changeShape("2");
        assertFound("context", "v2");
    }

    /** By another field, so that no way of changing the class where it is would do. */
    private void changeShape(String version) {
        project.write("app/Point.java", POINT.replace("v0", "v" + version).replace("x0", "x" + version));
    }

    private void assertFound(String way, String version) {
        assertThat(project.get("/current")).isEqualTo(version);
        assertThat(project.get("/request/" + way)).as("a request").isEqualTo(version);
        assertThat(project.get("/request/" + way)).as("and another").isEqualTo(version);
        assertThat(project.get("/effect/" + way)).as("an effect").isEqualTo(version);
    }
}
