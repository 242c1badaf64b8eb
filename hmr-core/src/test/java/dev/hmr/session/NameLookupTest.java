package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are found by name, as reloaded code and the context class loader find them. */
class NameLookupTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    table.get("/named", new Lookup());
                    String provided = provided();
                    table.get("/provided", () -> provided);
                }
                static String provided() {
                    try {
                        return java.util.ServiceLoader.load(Greeter.class).findFirst().map(Greeter::greet).orElse("none");
                    } catch (java.util.ServiceConfigurationError e) {
                        return "none";
                    }
                }
            }
            """;
    private static final String LOOKUP = """
            package app;
            class Lookup implements java.util.function.Supplier<Object> {
                public Object get() {
                    try {
                        return Class.forName("app.Polite").getMethod("toString").invoke(
                                Class.forName("app.Polite", true, Lookup.class.getClassLoader()).getConstructor().newInstance());
                    } catch (ClassNotFoundException e) {
                        return "not found";
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError("", e);
                    }
                }
            }
            """;
    private static final String POLITE = """
            package app;
            public class Polite implements Greeter {
                public String greet() { return "good day"; }
                public String toString() { return "polite"; }
            }
            """;

    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() throws IOException {
        Path services = directory.resolve("target/classes/META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve("app.Greeter"), "app.Polite\n");
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of(
                        "app/App.java", APP,
                        "app/Greeter.java", "package app; public interface Greeter { String greet(); }",
                        "app/Polite.java", POLITE,
                        "app/Lookup.java", LOOKUP)));
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void reloadedCodeFindsWhatServesNow() {
        project.edit("app/Lookup.java", "\"not found\"", "\"gone\"");
        assertThat(project.get("/named")).isEqualTo("polite");
        project.edit("app/Polite.java", "\"polite\"", "\"very polite\"");
        assertThat(project.get("/named")).isEqualTo("very polite");
        project.edit("app/Polite.java", "\"very polite\"", "\"most polite\"");
        assertThat(project.get("/named")).isEqualTo("most polite");
        project.delete("app/Polite.java");
        assertThat(project.get("/named")).isEqualTo("gone");
    }

    @Test
    void effectsFindProvidersAsTheyAre() {
        project.edit("app/Polite.java", "good day", "good morning");
        project.edit("app/App.java", "\"none\"", "\"nobody\"");
        assertThat(project.get("/provided")).isEqualTo("good morning");
    }
}
