package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.fail;
import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalCompilerTest {
    @TempDir
    Path directory;

    private IncrementalProject project;

    @BeforeEach
    void createProject() {
        project = new IncrementalProject(directory);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void compilesOnlyTheChangedSourceWhenNothingElseIsInvalidated() {
        Path a = project.existing("a/A.java", "package a; class A { int f() { return 1; } }");
        Path user = project.existing("a/User.java", "package a; class User { int x = new A().f(); }");

        project.files.write("a/A.java", "package a; class A { int f() { return 2; } }");
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.sources()).containsExactly(a);
        assertThat(compiled.classes()).containsOnlyKeys("a.A");
        assertThat(compiled.removed()).isEmpty();
        assertThat(project.known.rounds).containsExactly(Set.of("a.A"));
        assertThat(compiled.sources()).doesNotContain(user);
    }

    @Test
    void rehearsesOnAnExistingSourceAndForgetsIt() throws IOException {
        Path a = project.existing("a/A.java", "package a; class A {}");
        byte[] before = Files.readAllBytes(project.classFile("a/A"));
        project.files.write("a/A.java", "package a; class A { oops }");

        project.compiler.rehearse();

        assertThat(project.known.rounds).isEmpty();
        assertThat(project.classFile("a/A")).hasBinaryContent(before);
        Path b = project.files.write("a/B.java", "package a; class B {}");
        assertThat(succeed(project.change(b)).sources()).containsExactly(b);
        project.files.write("a/A.java", "package a; class A {}");
        project.compiler.rehearse();
        assertThat(project.known.rounds).containsExactly(Set.of("a.B"), Set.of("a.A"));
        assertThat(a).exists();
    }

    @Test
    void compilesOnUntilNothingMoreIsInvalidated() {
        Path a = project.existing("a/A.java", "package a; class A { static final int X = 1; }");
        Path b = project.existing("a/B.java", "package a; class B { static final int Y = A.X; }");
        Path c = project.existing("a/C.java", "package a; class C { int z = B.Y; }");
        project.known.uses(b, "a.A");
        project.known.uses(c, "a.B");

        project.files.write("a/A.java", "package a; class A { static final int X = 2; }");
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.sources()).containsExactlyInAnyOrder(a, b, c);
        assertThat(project.known.rounds)
                .containsExactly(Set.of("a.A"), Set.of("a.A", "a.B"), Set.of("a.A", "a.B", "a.C"));
    }

    @Test
    void writesNothingBeforeItIsToldTo() throws IOException {
        Path a = project.existing("a/A.java", "package a; class A {}");
        byte[] before = Files.readAllBytes(project.classFile("a/A"));

        project.files.write("a/A.java", "package a; class A { int x; }");
        Compiled compiled = succeed(project.change(a));

        assertThat(project.classFile("a/A")).hasBinaryContent(before);
        RecordingListener listener = project.write(compiled);
        assertThat(project.classFile("a/A")).hasBinaryContent(compiled.classes().get("a.A"));
        assertThat(listener.written).containsExactly(project.classFile("a/A"));
        assertThat(listener.deleted).isEmpty();
    }

    @Test
    void writesOnlyClassFilesThatDiffer() throws IOException {
        Path a = project.existing("a/A.java", "package a; class A { class Same {} }");
        var timestamp = Files.getLastModifiedTime(project.classFile("a/A$Same"));

        project.files.write("a/A.java", "package a; class A { int x; class Same {} class New {} }");
        RecordingListener listener = project.write(succeed(project.change(a)));

        assertThat(listener.written).containsExactlyInAnyOrder(project.classFile("a/A"), project.classFile("a/A$New"));
        assertThat(Files.getLastModifiedTime(project.classFile("a/A$Same"))).isEqualTo(timestamp);
        assertThat(directory.resolve("target")).isDirectoryNotContaining("glob:**/.hmr*");
    }

    @Test
    void leavesEverythingAsItIsAfterAnError() {
        Path a = project.existing("a/A.java", "package a; class A {}");

        project.files.write("a/A.java", "package a; class A { int x = ; }");
        CompileFailed failed = fail(project.change(a));

        assertThat(failed.errors()).extracting(Diagnostic::file).containsOnly(a);
        assertThat(failed.sources()).containsExactly(a);
        assertThat(project.known.rounds).isEmpty();
        project.files.write("a/A.java", "package a; class A { int x = 1; }");
        assertThat(succeed(project.change(a)).sources()).containsExactly(a);
    }

    @Test
    void compilesAFailedSourceAgainWithTheNextChange() {
        Path a = project.existing("a/A.java", "package a; class A {}");
        Path b = project.existing("a/B.java", "package a; class B {}");

        project.files.write("a/A.java", "package a; class A { int x = B.y; }");
        fail(project.change(a));
        project.files.write("a/B.java", "package a; class B { static int y; }");
        Compiled compiled = succeed(project.change(b));

        assertThat(compiled.sources()).containsExactlyInAnyOrder(a, b);
        project.write(compiled);
        assertThat(succeed(project.change(b)).sources()).containsExactly(b);
    }

    @Test
    void findsAnErrorInAnUneditedDependentAndItsFixThere() {
        Path a = project.existing("a/A.java", "package a; class A { static int f() { return 1; } }");
        Path user = project.existing("a/User.java", "package a; class User { int x = A.f(); }");
        project.known.uses(user, "a.A");

        project.files.write("a/A.java", "package a; class A { static String f() { return \"\"; } }");
        CompileFailed failed = fail(project.change(a));

        assertThat(failed.errors()).extracting(Diagnostic::file).containsOnly(user);
        assertThat(failed.sources()).containsExactlyInAnyOrder(a, user);
        project.files.write("a/User.java", "package a; class User { String x = A.f(); }");
        assertThat(succeed(project.change(user)).sources()).containsExactlyInAnyOrder(a, user);
    }

    @Test
    void findsTheFixOfADependentsErrorInTheEditedSource() {
        Path a = project.existing("a/A.java", "package a; class A { static int f() { return 1; } }");
        Path user = project.existing("a/User.java", "package a; class User { int x = A.f(); }");
        project.known.uses(user, "a.A");

        project.files.write("a/A.java", "package a; class A { static String f() { return \"\"; } }");
        fail(project.change(a));
        project.files.write("a/A.java", "package a; class A { static int f() { return 1; } }");
        Compiled compiled = succeed(project.change(a));

        assertThat(compiled.sources()).containsExactly(a);
        assertThat(project.write(compiled).written).isEmpty();
    }

    @Test
    void reportsADependentsErrorAgainWhenSomethingElseChanges() {
        Path a = project.existing("a/A.java", "package a; class A { static int f() { return 1; } }");
        Path user = project.existing("a/User.java", "package a; class User { int x = A.f(); }");
        Path other = project.existing("a/Other.java", "package a; class Other {}");
        project.known.uses(user, "a.A");

        project.files.write("a/A.java", "package a; class A { static String f() { return \"\"; } }");
        fail(project.change(a));
        project.files.write("a/Other.java", "package a; class Other { int x; }");

        assertThat(fail(project.change(other)).errors())
                .extracting(Diagnostic::file)
                .containsOnly(user);
    }

    @Test
    void compilesNewSourcesThatNeedEachOtherInANewPackage() {
        Path one = project.files.write("n/e/w/One.java", "package n.e.w; class One { Two two; }");
        Path two = project.files.write("n/e/w/Two.java", "package n.e.w; class Two { One one; }");

        Compiled compiled = succeed(project.compiler.compile(Set.of(one, two), Set.of()));
        project.write(compiled);

        assertThat(project.classFile("n/e/w/One")).exists();
        assertThat(project.classFile("n/e/w/Two")).exists();
        Path three = project.files.write("n/e/w/Three.java", "package n.e.w; class Three extends Two {}");
        succeed(project.change(three));
    }

    @Test
    void keepsAResultThatWasNotWrittenPending() {
        Path a = project.existing("a/A.java", "package a; class A {}");
        Path b = project.existing("a/B.java", "package a; class B {}");

        project.files.write("a/A.java", "package a; class A { int x; }");
        succeed(project.change(a));
        project.files.write("a/B.java", "package a; class B { int x; }");
        Compiled both = succeed(project.change(b));

        assertThat(both.classes()).containsOnlyKeys("a.A", "a.B");
    }

    @Test
    void readsASourceOnceForAllRounds() {
        Path a = project.existing("a/A.java", "package a; class A { static final int X = 1; }");
        Path b = project.existing("a/B.java", "package a; class B { int y = A.X; }");
        KnownClasses editsMeanwhile = new KnownClasses() {
            @Override
            public Set<String> definedBy(Path source) {
                return project.known.definedBy(source);
            }

            @Override
            public Set<Path> sources() {
                return Set.of();
            }

            @Override
            public Set<Path> invalidatedBy(Map<String, byte[]> compiled, Set<String> removed) {
                project.files.write("a/A.java", "package a; class A { broken");
                return Set.of(b);
            }
        };
        IncrementalCompiler interrupted =
                new IncrementalCompiler(project.files.discover(), project.javac, editsMeanwhile);

        CompileOutcome outcome = interrupted.compile(Set.of(a), Set.of());

        assertThat(succeed(outcome).classes()).containsOnlyKeys("a.A", "a.B");
        assertThat(fail(interrupted.compile(Set.of(a), Set.of())).errors()).isNotEmpty();
    }

    @Test
    void reportsASourceThatIsNotUtf8() throws IOException {
        Path a = project.files.source("A.java");
        Files.write(a, new byte[] {'c', 'l', 'a', 's', 's', ' ', (byte) 0xE9});

        assertThat(fail(project.change(a)).errors()).singleElement().satisfies(error -> {
            assertThat(error.file()).isEqualTo(a);
            assertThat(error.message()).contains("0xE9");
        });
    }

    @Test
    void leavesModuleDescriptorsToTheBuildAndSaysSo() {
        Path descriptor = project.files.write("module-info.java", "module m { requires does.not.exist; }");
        Path a = project.existing("a/A.java", "package a; class A {}");
        project.files.write("a/A.java", "package a; class A { int x; }");

        Compiled compiled = succeed(project.compiler.compile(Set.of(descriptor, a), Set.of()));

        assertThat(compiled.moduleDescriptors()).containsExactly(descriptor);
        assertThat(compiled.sources()).containsExactly(a);
        project.files.write("a/A.java", "package a; class A {");
        assertThat(fail(project.compiler.compile(Set.of(a), Set.of(descriptor))).moduleDescriptors())
                .containsExactly(descriptor);
    }

    @Test
    void refusesWhatIsNoSourceOfTheProject() {
        Path outside = TestProject.writeFile(directory.resolve("elsewhere/A.java"), "class A {}");
        Path text = project.files.write("a/messages.properties", "a=b");

        assertThatThrownBy(() -> project.change(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text.toString());
        assertThatThrownBy(() -> project.change(outside))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(outside.toString());
    }
}
