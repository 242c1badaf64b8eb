package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only lies on the path of annotation processors costs a compilation nothing; what runs by itself does run. */
class ProcessorPathTest {
    private static final String PLUGIN = """
            package p;
            import com.sun.source.util.*;
            public class Checks implements Plugin {
                @Override public String getName() { return "Checks"; }
                @Override public void init(JavacTask task, String... args) {}
                @Override public boolean autoStart() { return %s; }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aPluginThatWaitsForAnOptionIsNone() throws IOException {
        assertThat(isOpened(plugin(false))).isFalse();
    }

    @Test
    void aPluginThatStartsItselfIsOne() throws IOException {
        assertThat(isOpened(plugin(true))).isTrue();
    }

    @Test
    void aProcessorIsOne() throws IOException {
        assertThat(isOpened(GeneratingProcessor.jar(directory))).isTrue();
    }

    @Test
    void oneThatCannotBeLoadedIsOne() throws IOException {
        TestProject.writeFile(directory.resolve("META-INF/services/com.sun.source.util.Plugin"), "p.Missing");

        assertThat(isOpened(directory)).isTrue();
    }

    private static boolean isOpened(Path entry) throws IOException {
        Optional<ProcessorPath> path =
                ProcessorPath.open(new AnnotationProcessing(List.of(entry), List.of(), List.of(), true));
        if (path.isPresent()) {
            path.get().close();
        }
        return path.isPresent();
    }

    private Path plugin(boolean startsItself) {
        Path sources = directory.resolve("plugin");
        Path classes = directory.resolve("plugin-classes");
        TestProject.writeFile(sources.resolve("p/Checks.java"), PLUGIN.formatted(startsItself));
        TestProject.compile(sources, classes, List.of());
        TestProject.writeFile(classes.resolve("META-INF/services/com.sun.source.util.Plugin"), "p.Checks");
        return classes;
    }
}
