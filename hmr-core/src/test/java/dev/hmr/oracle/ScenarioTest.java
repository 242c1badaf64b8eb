package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.session.ReloadEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One test for each folder below {@code src/test/resources/scenarios}; docs/testing.md says how to write one. */
class ScenarioTest {
    /** Starts programs that bring no {@code app/App.java} of their own. */
    private static final Map<String, String> DEFAULT_APP = Map.of("app/App.java", """
            package app;
            import dev.hmr.session.LiveProject;
            public class App {
                static LiveProject.Start start() { return App::routes; }
                static void routes(LiveProject.Table table) { table.get("/", () -> Main.answer()); }
            }
            """);

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException, URISyntaxException {
        URL scenarios = Objects.requireNonNull(getClass().getResource("/scenarios"));
        return directoriesIn(Path.of(scenarios.toURI())).stream()
                .map(folder -> DynamicTest.dynamicTest(
                        String.valueOf(folder.getFileName()), folder.toUri(), () -> holds(folder)));
    }

    private void holds(Path folder) throws IOException {
        SourceTree before = SourceTree.of(DEFAULT_APP).with(SourceTree.filesIn(folder.resolve("before")));
        Path directory = temporary.resolve(String.valueOf(folder.getFileName()));
        try (RunningProgram program = new RunningProgram(directory, before);
                CleanCompiler compiler = new CleanCompiler()) {
            Expected.in(folder.resolve("before")).assertAnswers(program.answers());
            for (int number = 1; Files.isDirectory(folder.resolve("edit-" + number)); number++) {
                Path edit = folder.resolve("edit-" + number);
                SourceTree next = program.sources().with(SourceTree.filesIn(edit));
                edit(program, next, Expected.in(edit), compiler);
            }
        }
    }

    private static void edit(RunningProgram program, SourceTree next, Expected expected, CleanCompiler compiler) {
        SortedMap<String, Class<?>> classes = program.classes();
        ReloadEvent event = program.edit(next);
        expected.assertVerdict(event.verdict());
        expected.assertReloaded(program.reloadedSince(classes));
        SortedMap<String, String> answers = program.answers();
        expected.assertAnswers(answers);
        if (expected.isTheWholeTruth()) {
            CleanCompiler.Build build = compiler.build(next);
            assertThat(build.errors()).as("a clean build").isEmpty();
            assertThat(answers).as("a fresh start").isEqualTo(Answers.ofFreshStart(build.classes()));
        }
    }

    private static List<Path> directoriesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }
}
