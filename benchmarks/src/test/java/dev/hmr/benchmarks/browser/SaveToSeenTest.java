package dev.hmr.benchmarks.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hmr.benchmarks.Command;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveToSeenTest {
    @Test
    void measuresStyleSheetAndHandlerInARealBrowser() throws IOException {
        assumeTrue(
                Command.find("chromium").isPresent() || "true".equals(System.getenv("HMR_REQUIRE_BROWSER")),
                "There is no chromium on the PATH.");

        Seen seen = SaveToSeen.measure(null, 1, 1);

        assertThat(seen.styleSheet()).hasSize(1);
        assertThat(seen.handler()).hasSize(1);
        assertThat(seen.answer()).hasSize(1);
        assertThat(seen.toString()).contains("Vite", "not measured: there is no npm");
    }

    @Test
    void saysWhichGoalsWereReached() {
        Seen seen = new Seen("1.2", List.of(20.0, 29.0, 90.0), List.of(8.0), List.of(30.0, 81.0, 90.0), List.of(41.0));

        assertThat(seen.toString().lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("style sheet to page, HMR").endsWith("goal: under 30.0, reached"))
                .anySatisfy(line -> assertThat(line).contains("Vite " + Vite.VERSION, "8.0"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("handler to morphed page, HMR")
                        .endsWith("goal: under 81.0, not reached"));
    }
}
