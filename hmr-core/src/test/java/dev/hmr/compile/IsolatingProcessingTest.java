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

/** A processor that promises to name what each of its files follows from: an edit concerns no other source. */
class IsolatingProcessingTest {
    @TempDir
    Path directory;

    private IncrementalProject project;
    private Path generated;

    @BeforeEach
    void createProject() throws IOException {
        TestProject files = new TestProject(directory.resolve("project"));
        files.addLibrary(GeneratingProcessor.isolatingJar(directory));
        generated = files.base.resolve("target/generated-sources/annotations/a");
        project = new IncrementalProject(files);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void compilesEverythingOnceAndThenOnlyWhatChanged() {
        Path a = project.files.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = project.files.write("a/B.java", "package a; @proc.Gen(1) class B {}");
        project.write(succeed(project.compiler.compile(Set.of(a, b), Set.of())));

        assertThat(succeed(project.change(a)).sources()).containsExactlyInAnyOrder(a, b);
        project.write(succeed(project.change(a)));
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.sources()).containsExactly(a);
        assertThat(compiled.classes()).containsOnlyKeys("a.A", "a.AGen");
    }

    @Test
    void whatIsNoLongerGeneratedGoes() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = followed("a/B.java", "package a; @proc.Gen(1) class B {}");

        project.files.write("a/A.java", "package a; class A {}");
        Compiled compiled = succeed(project.change(a));
        assertThat(compiled.sources()).containsExactly(a);
        project.write(compiled);
        project.files.delete(b);
        project.write(succeed(project.delete(b)));

        assertThat(generated).isEmptyDirectory();
        assertThat(project.classNames()).containsExactly("A.class");
    }

    @Test
    void whatIsGeneratedFromWhatIsGeneratedFollowsTheSourceAsWell() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(7) class A {}");
        followed("a/B.java", "package a; class B {}");
        assertThat(project.classNames()).contains("AGen.class", "AGenGen.class");

        Compiled again = succeed(project.change(a));
        assertThat(again.classes()).containsOnlyKeys("a.A", "a.AGen", "a.AGenGen");
        project.files.write("a/A.java", "package a; class A {}");
        project.write(succeed(project.change(a)));

        assertThat(generated).isEmptyDirectory();
        assertThat(project.classNames()).containsExactlyInAnyOrder("A.class", "B.class");
    }

    @Test
    void usersOfWhatIsNoLongerGeneratedAreCompiled() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path user = followed("a/User.java", "package a; class User { int x = AGen.f(); }");
        project.known.uses(user, "a.AGen");

        project.files.write("a/A.java", "package a; class A {}");
        CompileFailed failed = IncrementalProject.fail(project.change(a));

        assertThat(failed.errors()).extracting(Diagnostic::file).containsOnly(user);
    }

    @Test
    void anInvalidatedGeneratedSourceIsGeneratedFromItsOrigin() {
        Path a = project.existing("a/A.java", "package a; @proc.Gen(1) class A {}");
        Path b = followed("a/B.java", "package a; class B {}");
        project.known.uses(generated.resolve("AGen.java"), "a.B");

        project.files.write("a/B.java", "package a; class B { int x; }");
        Compiled compiled = succeed(project.change(b));

        assertThat(compiled.classes()).containsOnlyKeys("a.A", "a.AGen", "a.B");
        assertThat(compiled.sources()).containsExactlyInAnyOrder(a, b);
    }

    /** A source that is there when everything was compiled, so that it is known what is generated from what. */
    private Path followed(String relative, String text) {
        Path source = project.existing(relative, text);
        project.write(succeed(project.change(source)));
        project.known.rounds.clear();
        return source;
    }
}
