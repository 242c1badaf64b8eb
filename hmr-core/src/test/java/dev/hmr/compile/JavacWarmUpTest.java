package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JavacWarmUpTest {
    @TempDir
    Path directory;

    private TestProject project;

    @BeforeEach
    void createProject() {
        project = new TestProject(directory);
    }

    @Test
    void practisesOnProgramsThatCompile() {
        Path own = project.write("a/A.java", "package a; class A {}");
        Path broken = project.write("a/Broken.java", "package a; class Broken { oops }");
        WarmUp warmUp = WarmUp.of(project.discover());
        List<Compilation> results = new ArrayList<>();
        List<Path> compiled = new ArrayList<>();

        try (Compiler javac = Compiler.inThisJvm(project.discover()).orElseThrow()) {
            while (warmUp.hasNext()) {
                warmUp.next((sources, module) -> {
                    sources.forEach(source -> compiled.add(source.path()));
                    Compilation result = javac.compile(sources, Set.of(), module);
                    results.add(result);
                    return result;
                });
            }
        }

        assertThat(results).filteredOn(Compilation.Failure.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Compilation.Success.class::isInstance).hasSizeGreaterThan(10);
        assertThat(compiled).contains(own).containsOnlyOnce(broken);
    }

    /** As it is while git switches branches. */
    @Test
    void looksForSourcesWhileTheyAreWritten() throws InterruptedException {
        List<Path> sources = IntStream.range(0, 300)
                .mapToObj(i -> project.write("a/A%d.java".formatted(i), "package a; class A%d {}".formatted(i)))
                .toList();
        Project discovered = project.discover();
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(
                () -> {
                    Random random = new Random(1);
                    while (!done.get()) {
                        sources.get(random.nextInt(sources.size())).toFile().setLastModified(random.nextInt(1_000_000));
                    }
                },
                "writer");
        writer.start();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(WarmUp.of(discovered).hasNext()).isTrue();
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void writesNothing() {
        project.write("a/A.java", "package a; class A {}");

        try (Compiler javac = Compiler.inThisJvm(project.discover()).orElseThrow()) {
            javac.warmUp();
        }

        assertThat(project.classes).isEmptyDirectory();
    }

    @Test
    void makesWayForRealWork() throws InterruptedException {
        Path source = project.write("a/A.java", "package a; class A {}");
        Project discovered = project.discover();

        try (Compiler javac = Compiler.inThisJvm(discovered).orElseThrow()) {
            Thread background = new Thread(javac::warmUp, "warm-up");
            background.start();
            Compilation compilation = javac.compile(
                    TestProject.read(source), Set.of(), discovered.modules().get(0));
            background.join();

            assertThat(compilation).isInstanceOf(Compilation.Success.class);
        }
    }

    @Test
    void endsWhenItsThreadIsInterruptedOrTheCompilerClosed() {
        Project discovered = project.discover();
        Compiler javac = Compiler.inThisJvm(discovered).orElseThrow();

        Thread.currentThread().interrupt();
        javac.warmUp();
        assertThat(Thread.interrupted()).isTrue();
        javac.close();
        javac.warmUp();
    }
}
