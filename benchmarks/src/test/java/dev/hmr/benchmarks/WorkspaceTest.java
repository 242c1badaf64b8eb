package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTest {
    @ParameterizedTest
    @CsvSource({"20, 1", "20, 2", "21, 3", "45, 4", "90, 5", "300, 1", "300, 6", "600, 7"})
    void compilesTheApplicationsThatAreMadeUp(int classes, long seed) throws IOException {
        Workspace workspace = Workspace.create(Program.generate(classes, seed), OwnClassPath.libraries());
        try {
            assertThat(workspace.classes().resolve("app/App.class")).isRegularFile();
        } finally {
            workspace.delete();
        }
        assertThat(workspace.root()).doesNotExist();
    }

    @Test
    void tellsWhyAnApplicationDoesNotCompile() {
        Program broken = new Program(Map.of("app/App.java", "package app; class App { int x = true; }"), List.of());
        assertThatThrownBy(() -> Workspace.create(broken, List.of()))
                .isInstanceOf(BenchmarkFailed.class)
                .hasMessageContaining("App.java:1")
                .hasMessageContaining("incompatible types");
    }

    @Test
    void laysTheApplicationOutAsMavenDoes() throws IOException {
        Program program = new Program(Map.of("app/App.java", "package app; class App {}"), List.of());
        Workspace workspace = Workspace.create(program, List.of());
        try {
            assertThat(Files.readString(workspace.root().resolve("src/main/java/app/App.java")))
                    .contains("class App");
            assertThat(workspace.root().resolve("target/classes/app/App.class")).isRegularFile();
        } finally {
            workspace.delete();
        }
    }
}
