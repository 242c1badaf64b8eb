package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationProcessingTest {
    @TempDir
    Path directory;

    private TestProject project;

    @BeforeEach
    void createProject() throws IOException {
        project = new TestProject(directory.resolve("project"));
        project.addLibrary(GeneratingProcessor.jar(directory));
    }

    @Test
    void runsProcessorsOfTheClassPath() {
        Path source = project.write("a/A.java", "package a; @proc.Gen(1) class A { int x = AGen.f(); }");
        Project discovered = project.discover();

        Compilation.Success success = (Compilation.Success) compile(discovered, source);

        Path generated = project.base.resolve("target/generated-sources/annotations/a/AGen.java");
        assertThat(success.classes()).containsOnlyKeys("a.A", "a.AGen");
        assertThat(success.origins()).containsEntry("a.A", source).containsEntry("a.AGen", generated);
        assertThat(success.generated()).containsOnlyKeys(generated, project.classes.resolve("META-INF/seen"));
        assertThat(new String(
                        success.generated().get(project.classes.resolve("META-INF/seen")), StandardCharsets.UTF_8))
                .isEqualTo("A;");
        assertThat(generated).doesNotExist();
    }

    @Test
    void namesTheFileOfAnErrorInAGeneratedSource() {
        Path source = project.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        project.write("a/AGen.java", "package a; class AGen {}");
        Path user = project.write("a/User.java", "package a; class User { int x = AGen.g(); }");
        Project discovered = project.discover();

        Compilation.Failure failure = (Compilation.Failure) compile(discovered, source, user);

        assertThat(failure.errors()).extracting(Diagnostic::file).containsOnly(user);
    }

    @Test
    void saysWhenAProcessorBreaksDown() {
        Path source = project.write("a/Crash.java", "package a; @proc.Gen(1) class Crash {}");
        Path good = project.write("a/Good.java", "package a; @proc.Gen(1) class Good {}");
        Project discovered = project.discover();

        Compilation.Failure failure = (Compilation.Failure) compile(discovered, source);

        assertThat(failure.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("no crashing here", "proc.GenProcessor"));
        assertThat(compile(discovered, good)).isInstanceOf(Compilation.Success.class);
    }

    @Test
    void doesNotRunProcessorsForPractice() {
        Path source = project.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        System.clearProperty(GeneratingProcessor.RAN);

        try (Compiler javac = Compiler.inThisJvm(project.discover()).orElseThrow()) {
            javac.warmUp();
        }
        assertThat(System.getProperty(GeneratingProcessor.RAN)).isNull();
        compile(project.discover(), source);
        assertThat(System.clearProperty(GeneratingProcessor.RAN)).isEqualTo("yes");
    }

    private static Compilation compile(Project project, Path... sources) {
        try (Compiler javac = Compiler.inThisJvm(project).orElseThrow()) {
            return javac.compile(
                    TestProject.read(sources), Set.of(), project.modules().get(0));
        }
    }
}
