package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code -Dhmr.mode=off} the same program from the same directories is a plain Javalin. */
class ProductionModeTest {

    @Test
    void security26_nothingOfHmrIsThere(@TempDir Path directory) throws Exception {
        try (RunningExample example = RunningExample.startInProduction(ExampleProject.copyTo(directory))) {
            assertThat(example.answer()).isEqualTo("This looks like French.");
            assertThat(example.get("/@hmr/client.js").statusCode()).isEqualTo(404);
            assertThat(example.get("/@hmr/socket").statusCode()).isEqualTo(404);
            assertThat(example.get("/").body()).contains("<h1>").doesNotContain("@hmr");
            assertThat(example.threads()).noneMatch(name -> name.startsWith("hmr"));
            assertThat(example.output()).doesNotContainIgnoringCase("hmr");
        }
    }
}
