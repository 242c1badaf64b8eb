package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.compile.AnnotationProcessing;
import io.avaje.inject.generator.InjectProcessor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running application with a class that avaje-inject generates: it knows the application's components. */
class GeneratedSourcesTest {
    private static final String APP = """
            package app;
            import dev.hmr.session.LiveProject.*;
            public class App {
                static Start start() { return App::routes; }
                static void routes(Table table) {
                    table.get("/components", () -> 0);
                }
            }
            """;
    private static final String COMPONENT = "package app; @jakarta.inject.Singleton public class %s {}";

    @TempDir
    Path directory;

    private LiveProject project;

    @BeforeEach
    void open() throws URISyntaxException {
        Path processor = Path.of(InjectProcessor.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> path = Stream.concat(
                        Stream.of(processor),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .map(Path::of))
                .toList();
        project = new LiveProject(
                directory,
                new LinkedHashMap<>(Map.of("app/App.java", APP)),
                new AnnotationProcessing(path, List.of(), List.of(), true));
        project.write("app/Clock.java", COMPONENT.formatted("Clock"));
        project.edit("app/App.java", "() -> 0", "() -> new AppModule().classes().length");
    }

    @AfterEach
    void close() throws IOException {
        project.close();
    }

    @Test
    void areFollowedWithOneReloadForASave() {
        assertThat(project.get("/components")).isEqualTo(1);
        long before = project.generation();

        ReloadEvent event = project.write("app/Till.java", COMPONENT.formatted("Till"));

        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(project.get("/components")).isEqualTo(2);
        assertThat(project.generation()).isEqualTo(before + 1);
    }

    @Test
    void goWithTheirOrigin() {
        project.write("app/Till.java", COMPONENT.formatted("Till"));
        assertThat(generated("Till$DI.java")).exists();

        project.delete("app/Till.java");

        assertThat(project.get("/components")).isEqualTo(1);
        assertThat(generated("Till$DI.java")).doesNotExist();
        assertThat(project.classes().resolve("app/Till$DI.class")).doesNotExist();
    }

    @Test
    void doNotMakeAnotherReloadWhenTheyAreSeen() throws IOException {
        project.write("app/Till.java", COMPONENT.formatted("Till"));
        long before = project.generation();
        List<Path> output;
        try (Stream<Path> files = Files.walk(directory.resolve("target"))) {
            output = files.filter(file -> file.toString().matches(".*\\.(java|class)"))
                    .toList();
        }
        assertThat(output).contains(generated("Till$DI.java"));

        ReloadEvent event = project.deliverOutput(output);

        assertThat(event.verdict()).isEqualTo(new Verdict.NothingChanged());
        assertThat(project.generation()).isEqualTo(before);
    }

    private Path generated(String file) {
        return directory.resolve("target/generated-sources/annotations/app").resolve(file);
    }
}
