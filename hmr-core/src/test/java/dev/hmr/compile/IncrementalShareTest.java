package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large a share of the sources has to change for all of them to be compiled at once. */
class IncrementalShareTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private IncrementalProject project;

    private List<Path> sources(int count) {
        project = new IncrementalProject(directory);
        List<Path> all = IntStream.range(0, count).mapToObj(this::write).toList();
        project.write(succeed(project.compiler.compile(new LinkedHashSet<>(all), Set.of())));
        project.known.rounds.clear();
        return all;
    }

    private Path write(int number) {
        return project.files.write("a/C%d.java".formatted(number), "package a; class C%d {}".formatted(number));
    }

    private Compiled change(List<Path> changed, List<Path> deleted) {
        return succeed(project.compiler.compile(new HashSet<>(changed), new HashSet<>(deleted)));
    }

    private static Set<String> classes(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "a.C" + i).collect(Collectors.toSet());
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void moreThanHalfOfManySourcesHaveAllCompiledInOneGo() {
        List<Path> all = sources(22);

        Compiled compiled = change(all.subList(0, 12), List.of());

        assertThat(compiled.sources()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(project.known.rounds).containsExactly(classes(0, 22));
    }

    @Test
    void halfOfThemAreCompiledAlone() {
        List<Path> all = sources(22);

        Compiled compiled = change(all.subList(0, 11), List.of());

        assertThat(compiled.sources()).containsExactlyInAnyOrderElementsOf(all.subList(0, 11));
        assertThat(project.known.rounds).containsExactly(classes(0, 11));
    }

    @Test
    void fewSourcesAreCompiledAloneWhateverTheirShare() {
        List<Path> all = sources(11);

        Compiled compiled = change(all.subList(0, 10), List.of());

        assertThat(compiled.sources()).containsExactlyInAnyOrderElementsOf(all.subList(0, 10));
        assertThat(project.known.rounds).containsExactly(classes(0, 10));
    }

    @Test
    void whatIsDeletedCountsAndIsNotCompiled() {
        List<Path> all = sources(22);

        Compiled compiled = change(all.subList(0, 6), all.subList(6, 12));

        assertThat(compiled.classes().keySet())
                .containsExactlyInAnyOrderElementsOf(without(classes(0, 22), classes(6, 12)));
        assertThat(compiled.removed()).containsExactlyInAnyOrderElementsOf(classes(6, 12));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> others = new HashSet<>(all);
        others.removeAll(some);
        return others;
    }
}
