package dev.hmr.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hmr.session.ReloadEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
                .map(folder -> {
                    String name = String.valueOf(folder.getFileName());
                    return Stream.of(Way.values())
                            .map(way -> DynamicTest.dynamicTest(
                                    name + " " + way,
                                    folder.toUri(),
                                    () -> holds(folder, temporary.resolve(name + way), way)));
                })
                .flatMap(tests -> tests);
    }

    private static void holds(Path folder, Path temporary, Way way) throws IOException {
        assumeTrue(Expected.in(folder.resolve("before")).isForThisJava(), "written for a newer Java");
        SourceTree before = SourceTree.of(DEFAULT_APP).with(SourceTree.filesIn(folder.resolve("before")));
        List<SourceTree> trees = new ArrayList<>(List.of(before));
        boolean keepsState = false;
        try (RunningProgram program = new RunningProgram(temporary.resolve("program"), before, way)) {
            Expected.in(folder.resolve("before")).assertAnswers(program.answers());
            for (int number = 1; Files.isDirectory(folder.resolve("edit-" + number)); number++) {
                Path edit = folder.resolve("edit-" + number);
                Expected expected = Expected.in(edit);
                trees.add(program.sources().with(SourceTree.filesIn(edit)));
                edit(program, trees.get(number), expected, way);
                keepsState |= expected.keepsState();
            }
        }
        if (!keepsState) {
            try (CleanCompiler compiler = new CleanCompiler()) {
                assertThat(Oracle.check(
                                History.of(trees, compiler), temporary.resolve("oracle"), way, new Oracle.Tally()))
                        .as("compared with a fresh start on a clean build")
                        .isNull();
            }
        }
    }

    private static void edit(RunningProgram program, SourceTree next, Expected expected, Way way) {
        SortedMap<String, Class<?>> classes = program.classes();
        ReloadEvent event = program.edit(next);
        expected.assertVerdict(event.verdict());
        expected.assertReloaded(program.reloadedSince(classes), way);
        expected.assertAnswers(program.answers());
    }

    private static List<Path> directoriesIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }
}
