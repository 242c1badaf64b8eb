package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A processor that does not say what its files follow from: they may follow from any source. Generated sources lie in a
 * source root, and must be generated again rather than compiled beside their new selves.
 */
class IncrementalProcessingTest {
    @TempDir
    Path directory;

    private IncrementalProject project;
    private Path generated;
    private Path seen;

    @BeforeEach
    void createProject() throws IOException {
        TestProject files = new TestProject(directory.resolve("project"));
        files.addLibrary(GeneratingProcessor.jar(directory));
        generated = files.base.resolve("target/generated-sources/annotations/a");
        seen = files.classes.resolve("META-INF/seen");
        project = new IncrementalProject(files);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void generatesAgainWhatAnEditedSourceIsTheOriginOf() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A { int x = AGen.f(); }");
        assertThat(generated.resolve("AGen.java")).content().contains("return 1;");
        assertThat(project.classFile("a/AGen")).exists();

        project.files.write("a/A.java", "package a; @proc.Gen(2) class A { int x = AGen.f(); }");
        project.known.uses(generated.resolve("AGen.java"), "a.A");
        Compiled compiled = succeed(project.change(a));

        assertThat(project.known.rounds).containsExactly(Set.of("a.A", "a.AGen"));
        project.write(compiled);
        assertThat(generated.resolve("AGen.java")).content().contains("return 2;");
    }

    @Test
    void passesOverGeneratedSourcesThatChanged() {
        Path a = project.files.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        project.write(succeed(project.change(a)));
        Path ofA = generated.resolve("AGen.java");

        Compiled compiled = succeed(project.compiler.compile(Set.of(a, ofA), Set.of()));

        assertThat(compiled.sources()).containsExactly(a);
        assertThat(succeed(project.compiler.compile(Set.of(ofA), Set.of())).sources())
                .containsExactly(a);
    }

    @Test
    void showsTheProcessorEverySource() {
        project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = project.existing("a/B.java", "package a; class B {}");
        project.existing("a/C.java", "package a; @proc.Gen(3) class C {}");
        assertThat(seen).hasContent("A;C;");

        project.files.write("a/B.java", "package a; class B { int x; }");
        Compiled compiled = succeed(project.change(b));

        assertThat(compiled.classes()).containsOnlyKeys("a.A", "a.AGen", "a.B", "a.C", "a.CGen");
        project.write(compiled);
        assertThat(seen).hasContent("A;C;");
    }

    @Test
    void whatIsNoLongerGeneratedGoes() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");

        project.files.write("a/A.java", "package a; class A {}");
        Compiled compiled = succeed(project.change(a));
        project.write(compiled);

        assertThat(compiled.removed()).containsExactly("a.AGen");
        assertThat(generated.resolve("AGen.java")).doesNotExist();
        assertThat(project.classNames()).containsExactly("A.class");
        assertThat(seen).doesNotExist();
    }

    @Test
    void whatTheBuildGeneratedGoesAsWell() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = project.existing("a/B.java", "package a; @proc.Gen(1) class B {}");
        IncrementalCompiler afterRestart =
                new IncrementalCompiler(project.files.discover(), project.javac, project.known);

        project.files.write("a/A.java", "package a; class A {}");
        Compiled compiled = succeed(afterRestart.compile(Set.of(a), Set.of()));

        assertThat(compiled.removed()).containsExactly("a.AGen");
        assertThat(compiled.sources()).containsExactlyInAnyOrder(a, b);
        assertThat(compiled.output().obsolete())
                .containsExactlyInAnyOrder(generated.resolve("AGen.java"), project.classFile("a/AGen"));
    }

    @Test
    void goesWithItsOrigin() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        project.existing("a/B.java", "package a; @proc.Gen(1) class B {}");

        project.files.delete(a);
        project.write(succeed(project.delete(a)));

        assertThat(generated.resolve("AGen.java")).doesNotExist();
        assertThat(project.classNames()).containsExactlyInAnyOrder("B.class", "BGen.class");
        assertThat(seen).hasContent("B;");
    }

    @Test
    void isGeneratedWhenItWasDeletedByHandAndItsOriginIsSaved() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A { int x = AGen.f(); }");
        project.files.delete(generated.resolve("AGen.java"));
        project.compiler.compile(Set.of(), Set.of(generated.resolve("AGen.java")));

        project.write(succeed(project.change(a)));

        assertThat(generated.resolve("AGen.java")).exists();
    }
}
