package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated sources lie in a source root, and must be generated again rather than compiled beside their new selves. */
class IncrementalProcessingTest {
    @TempDir
    Path directory;

    private final FakeKnownClasses known = new FakeKnownClasses();
    private TestProject files;
    private Path generated;
    private Javac javac;
    private IncrementalCompiler compiler;

    @BeforeEach
    void createProject() throws IOException {
        files = new TestProject(directory.resolve("project"));
        files.addLibrary(GeneratingProcessor.jar(directory));
        generated = files.base.resolve("target/generated-sources/annotations/a");
        Project project = files.discover();
        javac = Javac.find(project).orElseThrow();
        compiler = new IncrementalCompiler(project, javac, known);
    }

    @AfterEach
    void close() {
        javac.close();
    }

    @Test
    void generatesAgainWhatAnEditedSourceIsTheOriginOf() throws IOException {
        Path a = files.write("a/A.java", "package a; @proc.Gen(1) class A { int x = AGen.f(); }");
        write(compile(Set.of(a)));
        assertThat(generated.resolve("AGen.java")).content().contains("return 1;");
        assertThat(files.classes.resolve("a/AGen.class")).exists();

        files.write("a/A.java", "package a; @proc.Gen(2) class A { int x = AGen.f(); }");
        known.uses(generated.resolve("AGen.java"), "a.A");
        Compiled compiled = compile(Set.of(a));

        assertThat(known.rounds).containsExactly(Set.of("a.A", "a.AGen"));
        write(compiled);
        assertThat(generated.resolve("AGen.java")).content().contains("return 2;");
    }

    @Test
    void passesOverGeneratedSourcesThatChanged() throws IOException {
        Path a = files.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        write(compile(Set.of(a)));

        Compiled compiled = compile(Set.of(a, generated.resolve("AGen.java")));

        assertThat(compiled.sources()).containsExactly(a);
        assertThat(compile(Set.of(generated.resolve("AGen.java"))).sources()).containsExactly(a);
    }

    @Test
    void compilesAnInvalidatedGeneratedSourceWithoutItsOrigin() throws IOException {
        Path a = files.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = files.write("a/B.java", "package a; class B {}");
        write(compile(Set.of(a, b)));
        known.uses(generated.resolve("AGen.java"), "a.B");

        files.write("a/B.java", "package a; class B { int x; }");
        Compiled compiled = compile(Set.of(b));

        assertThat(compiled.classes()).containsOnlyKeys("a.B", "a.AGen");
        assertThat(compiled.origins()).containsEntry("a.AGen", generated.resolve("AGen.java"));
    }

    @Test
    void generatesAnInvalidatedGeneratedSourceWhoseOriginIsInvalidatedToo() throws IOException {
        Path a = files.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = files.write("a/B.java", "package a; class B {}");
        Path c = files.write("a/C.java", "package a; @proc.Gen(3) class C {}");
        write(compile(Set.of(a, b, c)));
        // In one round with its origin, and a round before its origin.
        known.uses(a, "a.B");
        known.uses(generated.resolve("AGen.java"), "a.B");
        known.uses(generated.resolve("CGen.java"), "a.B");
        known.uses(c, "a.AGen");

        files.write("a/B.java", "package a; class B { int x; }");
        files.write("a/A.java", "package a; @proc.Gen(2) class A {}");
        Compiled compiled = compile(Set.of(b));

        assertThat(compiled.classes()).containsOnlyKeys("a.A", "a.AGen", "a.B", "a.C", "a.CGen");
        assertThat(compiled.sources()).containsExactlyInAnyOrder(a, b, c);
    }

    private Compiled compile(Set<Path> changed) {
        CompileOutcome outcome = compiler.compile(changed, Set.of());
        assertThat(outcome).isInstanceOf(Compiled.class);
        return (Compiled) outcome;
    }

    private void write(Compiled compiled) throws IOException {
        compiler.write(compiled, new RecordingListener());
        compiled.origins()
                .forEach((name, source) -> known.knows(
                        source, name, Objects.requireNonNull(compiled.classes().get(name))));
        known.rounds.clear();
    }
}
