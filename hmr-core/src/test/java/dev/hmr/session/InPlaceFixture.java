package dev.hmr.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts one project whose changes may be taken over in place, and ends it after the test. */
abstract class InPlaceFixture {
    @TempDir
    Path directory;

    private @Nullable LiveProject running;

    /** @param sources by file name below the source root */
    final LiveProject live(Map<String, String> sources) {
        LiveProject project = new LiveProject(directory, sources);
        running = project;
        project.allowInPlace(true);
        return project;
    }

    @AfterEach
    void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    /** Makes an edit that must be live with no class reloaded. */
    static ReloadEvent inPlace(LiveProject project, String file, String before, String after) {
        ReloadEvent event = project.edit(file, before, after);
        assertThat(event.verdict()).isEqualTo(new Verdict.Live());
        assertThat(event.reloaded()).as("reloaded: %s", event.reasons()).isEmpty();
        return event;
    }
}
