package dev.hmr.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.graph.ReloadPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that need each other. */
class ClassCycleTest {
    private static final Map<String, String> SOURCES = Map.of(
            "app/First.java", """
                    package app;
                    class First {
                        static int one() { return 1; }
                        static int two() { return Second.two(); }
                    }
                    """,
            "app/Second.java", "package app; class Second { static int two() { return First.one() + 1; } }",
            "app/Entry.java", "package app; class Entry { static Object run() { return First.two(); } }");

    @TempDir
    Path directory;

    @Test
    void areReloadedTogetherAndOnce() throws IOException {
        try (Engine engine = new Engine(directory, SOURCES)) {
            assertThat(reloaded(engine.edit("app/First.java", "return 1", "return 10")))
                    .containsExactlyInAnyOrder("First+Second", "Entry");
            assertThat(engine.call("app.Entry", "run")).isEqualTo(11);
        }
    }

    @Test
    void goTheirOwnWaysOnceTheCycleIsBroken() throws IOException {
        try (Engine engine = new Engine(directory, SOURCES)) {
            engine.edit("app/Second.java", "First.one() + 1", "5");
            assertThat(engine.call("app.Entry", "run")).isEqualTo(5);
            assertThat(reloaded(engine.edit("app/First.java", "return 1", "return 10")))
                    .containsExactlyInAnyOrder("First", "Entry");
        }
    }

    private static List<String> reloaded(ReloadPlan plan) {
        return plan.reloaded().stream()
                .map(version -> version.unit().toString())
                .toList();
    }
}
