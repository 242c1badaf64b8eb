package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFileSampleTest {
    private static final int RUNNING = Runtime.version().feature();

    @TempDir
    Path directory;

    private TestProject project;

    @BeforeEach
    void createProject() {
        project = new TestProject(directory);
    }

    @Test
    void takesThisJvmForAModuleWithoutClassFiles() {
        assertThat(sample().settings()).isEqualTo(new CompilerSettings(RUNNING, true, DebugInfo.ALL, false));
        assertThat(sample().sources()).isEmpty();
    }

    @Test
    void readsParameterNames() {
        project.write("a/A.java", "package a; class A { void f(int x) {} }");

        project.build("-g", "-parameters");
        assertThat(sample().settings()).isEqualTo(new CompilerSettings(RUNNING, true, DebugInfo.ALL, false));
        project.build("-g");
        assertThat(sample().settings()).isEqualTo(new CompilerSettings(RUNNING, false, DebugInfo.ALL, false));
    }

    @Test
    void isNotMisledByParameterNamesThatAreKeptUnasked() {
        project.write("R.java", "record R(int x, String y) { R { } void f(int z) {} }");
        project.write("E.java", "enum E { ONE; class Inner { Inner(int a) {} } void f(int z) {} }");

        project.build("-g");

        assertThat(sample().settings().parameters()).isFalse();
    }

    @Test
    void assumesParameterNamesWhereNoMethodCanShowThem() {
        project.write("A.java", "class A { int f() { return 1; } }");

        project.build("-g");

        assertThat(sample().settings().parameters()).isTrue();
    }

    @Test
    void readsDebugInformation() {
        project.write("A.java", "class A { int f(int x) { return x; } }");

        project.build("-g");
        assertThat(sample().settings().debug()).isEqualTo(DebugInfo.ALL);
        project.build("-g:source,lines");
        assertThat(sample().settings().debug()).isEqualTo(DebugInfo.LINES);
        project.build("-g:none");
        assertThat(sample().settings().debug()).isEqualTo(DebugInfo.NONE);
    }

    @Test
    void readsOnWhileWhatItReadShowsNothing() {
        for (int i = 0; i < 20; i++) {
            project.write("I" + i + ".java", "interface I" + i + " {}");
        }
        project.write("Z.java", "class Z { void f(int x) {} }");

        project.build("-g:none");

        assertThat(sample().settings().debug()).isEqualTo(DebugInfo.NONE);
    }

    @Test
    void readsTheHighestRelease() {
        project.write("A.java", "class A {}");
        project.build("--release", "11");
        assertThat(sample().settings().release()).isEqualTo(11);

        project.write("B.java", "class B {}");
        TestProject.compile(project.source("B.java"), project.classes, List.of(), "--release", "17");
        assertThat(sample().settings().release()).isEqualTo(17);
    }

    @Test
    void readsPreviewFeatures() throws IOException {
        project.write("A.java", "class A {}");
        project.build();
        Path file = project.classes.resolve("A.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[4] = (byte) 0xFF;
        bytes[5] = (byte) 0xFF;
        Files.write(file, bytes);

        assertThat(sample().settings().preview()).isTrue();
    }

    @Test
    void namesTheSourcesOfTheSample() {
        project.write("a/b/A.java", "package a.b; class A { class N {} } class Second {}");
        project.write("Top.java", "class Top {}");

        project.build("-g");
        assertThat(sample().sources()).containsExactlyInAnyOrder(Path.of("a/b/A.java"), Path.of("Top.java"));
    }

    @Test
    void guessesTheSourcesWithoutDebugInformation() {
        project.write("a/$A.java", "package a; class $A { class N {} }");

        project.build("-g:none");

        assertThat(sample().sources()).containsExactly(Path.of("a/$A.java"));
    }

    @Test
    void passesOverWhatIsHalfWritten() throws IOException {
        Files.write(project.classes.resolve("Empty.class"), new byte[0]);
        Files.write(
                project.classes.resolve("Half.class"),
                new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 9, 1});

        assertThat(sample().settings()).isEqualTo(CompilerSettings.ofThisJvm());
    }

    private ClassFileSample sample() {
        return ClassFileSample.of(project.classes);
    }
}
