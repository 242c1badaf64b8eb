package dev.hmr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    @AfterEach
    void noJvmIsLeft() {
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void measuresASmallApplicationFromEndToEnd() throws IOException {
        Results results = Measurement.run(new Options(20, 3, 1, 1, 1));

        assertThat(results.classes()).isEqualTo(20);
        assertThat(results.samples()).containsOnlyKeys(EditKind.BODY, EditKind.SIGNATURE);
        assertThat(results.samples().values())
                .allSatisfy(series -> assertThat(series).hasSize(3).allSatisfy(sample -> {
                    assertThat(sample.responseMillis()).isPositive();
                    assertThat(sample.referenceMillis()).isPositive();
                    assertThat(sample.reload().units()).isPositive();
                }));
        assertThat(results.firstSaves()).hasSize(1);
        assertThat(results.hastySaves()).hasSize(1);
        assertThat(Report.of(results))
                .contains("20 classes", "save to response", "bare javac", "ratio of the medians", "first save");
    }

    @Test
    void namesTheEditThatDoesNotBecomeLive() throws IOException {
        Program program = Program.generate(20, 1);
        List<java.nio.file.Path> libraries = OwnClassPath.libraries();
        Workspace workspace = Workspace.create(program, libraries);
        Edits edits = new Edits(workspace, program, 1);
        try (RunningApplication application = RunningApplication.start(workspace, libraries, edits)) {
            application.awaitPrepared();
            Edit good = edits.next(EditKind.BODY);
            Edit broken =
                    new Edit(good.kind(), good.file(), good.text() + "}", good.route(), good.before(), good.after());

            assertThatThrownBy(() -> application.save(broken))
                    .isInstanceOf(BenchmarkFailed.class)
                    .hasMessageContaining("'failed'")
                    .hasMessageContaining(broken.toString());
        } finally {
            workspace.delete();
        }
    }
}
