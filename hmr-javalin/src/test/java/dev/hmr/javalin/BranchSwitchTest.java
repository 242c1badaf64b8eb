package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch switch by the real git, in a project of the size at which it takes git a while. */
class BranchSwitchTest {
    private static final int PACKAGES = 50;
    private static final int TYPES_PER_PACKAGE = 60;
    private static final int TYPES = PACKAGES * TYPES_PER_PACKAGE;

    private static final String APP = """
            package app;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            public class App {
                static HmrServer start() { return HmrServer.start(App::configure); }
                static void configure(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/", context -> context.result(Total.answer()));
                    config.routes.get("/marker", context -> context.result(Marker.text()));
                }
            }
            """;
    private static final String MARKER = "package app; class Marker { static String text() { return \"before\"; } }";

    @TempDir
    Path directory;

    @Test
    void aSwitchOfThreeThousandFilesIsOneReload() throws Exception {
        git("init", "-q");
        Files.writeString(directory.resolve(".gitignore"), "target/\n");
        commit("theirs", program("theirs", 2));
        Map<String, String> ours = program("ours", 1);
        commit("ours", ours);

        try (LiveApp app = new LiveApp(directory, ours)) {
            assertThat(app.get("/")).isEqualTo("ours " + TYPES);

            git("checkout", "-q", "theirs");
            ReloadEvent event = app.nextEvent();

            assertThat(event.verdict()).isEqualTo(new Verdict.Live());
            assertThat(event.generation()).isEqualTo(1);
            assertThat(event.files()).hasSizeGreaterThan(TYPES);
            assertThat(event.reloaded()).hasSizeGreaterThan(TYPES);
            assertThat(app.get("/")).isEqualTo("theirs " + 2 * TYPES);

            app.editUnheard("app/Marker.java", "before", "after");
            ReloadEvent next = app.nextEvent();
            assertThat(next.files())
                    .as("what comes next")
                    .containsExactly(directory.resolve("src/main/java/app/Marker.java"));
            assertThat(next.generation()).isEqualTo(2);
            assertThat(app.get("/marker")).isEqualTo("after");
        }
    }

    /** Every type of a branch has another shape and value than that of the same name on the other branch. */
    private static Map<String, String> program(String branch, int value) {
        Map<String, String> files = new LinkedHashMap<>(Map.of("app/App.java", APP, "app/Marker.java", MARKER));
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < PACKAGES; i++) {
            List<String> values = new ArrayList<>();
            for (int j = 0; j < TYPES_PER_PACKAGE; j++) {
                files.put(
                        "app/p%d/Type%d.java".formatted(i, j),
                        "package app.p%d; class Type%d { public int %s; static int value() { return %d; } }"
                                .formatted(i, j, branch, value));
                values.add("Type%d.value()".formatted(j));
            }
            files.put(
                    "app/p%d/Sum.java".formatted(i),
                    "package app.p%d; public class Sum { public static int %s() { return %s; } }"
                            .formatted(i, branch, String.join(" + ", values)));
            sums.add("app.p%d.Sum.%s()".formatted(i, branch));
        }
        files.put(
                "app/Total.java",
                "package app; class Total { static String answer() { return \"%s \" + (%s); } }"
                        .formatted(branch, String.join(" + ", sums)));
        return files;
    }

    private void commit(String branch, Map<String, String> files) throws IOException, InterruptedException {
        git("checkout", "-q", "-b", branch);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve("src/main/java").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        git("add", "-A");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "-q", "-m", branch);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        // Whoever runs the tests may have other plans for git, such as hooks and signatures, or be in a hook of another
        // repository.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        Process process = builder.start();
        assertThat(process.waitFor(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", command)
                .isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
    }
}
