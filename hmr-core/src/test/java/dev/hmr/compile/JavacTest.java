package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavacTest {
    private static final int RUNNING = Runtime.version().feature();

    @TempDir
    Path directory;

    private TestProject project;
    private final List<Compiler> open = new ArrayList<>();

    @BeforeEach
    void createProject() {
        project = new TestProject(directory.resolve("my project"));
    }

    @AfterEach
    void close() {
        open.forEach(Compiler::close);
    }

    @Test
    void givesTheClassesOfASourceAndWritesNothing() throws IOException {
        Path source = project.write(
                "a/A.java", "package a; class A { class Nested {} Object o = new Object() {}; } class Second {}");

        Compilation.Success success = succeed(compile(source));

        assertThat(success.classes()).containsOnlyKeys("a.A", "a.A$Nested", "a.A$1", "a.Second");
        assertThat(success.origins().values()).containsOnly(source);
        assertThat(success.warnings()).isEmpty();
        assertThat(project.classes).isEmptyDirectory();
    }

    @Test
    void givesTheSameBytesAsABuild() throws IOException {
        Path source = project.write(
                "a/Own.java", "package a; record Own(int size, String text) { String f(int x) { return \"b\" + x; } }");
        project.build("-g", "-parameters");

        assertThat(succeed(compile(source)).classes().get("a.Own"))
                .isEqualTo(Files.readAllBytes(project.classes.resolve("a/Own.class")));
    }

    @Test
    void compilesSourcesWithUnicodeNames() throws IOException {
        TestProject.assumeUnicodeFileNames();
        Path source = project.write(
                "a/Ünïcode.java",
                "package a; record Ünïcode(int größe, String text) { String f(int x) { return \"ä\" + x; } }");
        project.build("-g", "-parameters");

        Compilation.Success success = succeed(compile(source));

        assertThat(success.classes().get("a.Ünïcode"))
                .isEqualTo(Files.readAllBytes(project.classes.resolve("a/Ünïcode.class")));
    }

    @Test
    void compilesTheUnnamedPackageAndPackageInfo() {
        Path unnamed = project.write("Main.java", "class Main {}");
        Path info = project.write("a/package-info.java", "@Deprecated package a;");

        assertThat(succeed(compile(unnamed, info)).classes()).containsOnlyKeys("Main", "a.package-info");
    }

    @Test
    void namesTheErrorsOfAHalfWrittenFile() {
        Path source = project.write("a/A.java", "package a;\nclass A {\n\tint f() { return 1 }\n");

        List<Diagnostic> errors = fail(compile(source));

        Diagnostic first = errors.get(0);
        assertThat(first.file()).isEqualTo(source);
        assertThat(first.line()).isEqualTo(3);
        assertThat(first.column()).isEqualTo(20);
        assertThat(first.message()).contains("';'");
        assertThat(first.excerpt()).isEqualTo(new SourceExcerpt(2, List.of("class A {", "\tint f() { return 1 }", "")));
    }

    @Test
    void givesTheMessageWithoutThePositionAndWithItsDetails() {
        Path source = project.write("a/A.java", "package a;\nclass A {\n\t\tMissing field;\n}\n");

        Diagnostic error = fail(compile(source)).get(0);

        assertThat(error.line()).isEqualTo(3);
        assertThat(error.column()).isEqualTo(3);
        assertThat(error.endColumn()).isEqualTo(10);
        assertThat(error.marker()).isEqualTo("\t\t^^^^^^^");
        assertThat(error.message())
                .doesNotContain("A.java")
                .contains("\n")
                .contains("Missing")
                .contains("a.A");
        assertThat(error).hasToString(source + ":3:3: " + error.message());
    }

    @Test
    void reportsAByteOrderMarkAndBytesThatAreNotUtf8() throws IOException {
        Path marked = project.write("a/Marked.java", "\uFEFFpackage a; class Marked {}");
        Path latin = project.source("a/Latin.java");
        Files.write(latin, "package a;\nclass Latin { String s = \"é\"; }".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(fail(compile(marked)).get(0).message()).contains("\\ufeff");
        Diagnostic error = SourceText.read(latin).malformed().orElseThrow();
        assertThat(error.message()).isEqualTo("unmappable character (0xE9) for encoding UTF-8");
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(27);
    }

    @Test
    void compilesWhatWasReadEvenIfTheFileChanged() throws IOException {
        Path source = project.write("A.java", "class A {}");
        SourceText text = SourceText.read(source);
        project.write("A.java", "class A { broken");

        Project discovered = project.discover();
        succeed(javac(discovered)
                .compile(List.of(text), Set.of(), discovered.modules().get(0)));
    }

    @Test
    void seesClassFilesThatWereRewrittenAndNewPackages() {
        Path user = project.write("a/User.java", "package a; class User { int x = b.B.f(); }");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);
        Path library = directory.resolve("library");

        fail(compile(javac, discovered, user));
        TestProject.writeFile(
                library.resolve("b/B.java"), "package b; public class B { public static int f() { return 1; } }");
        TestProject.compile(library, project.classes, List.of());
        succeed(compile(javac, discovered, user));
        TestProject.writeFile(
                library.resolve("b/B.java"), "package b; public class B { public static long f() { return 1; } }");
        TestProject.compile(library, project.classes, List.of());
        fail(compile(javac, discovered, user));
    }

    @Test
    void doesNotFindClassesThatAreHidden() {
        project.write("a/A.java", "package a; class A {} class Gone {}");
        project.build();
        Path user = project.write("a/User.java", "package a; class User { Gone gone; }");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);
        ProjectModule module = discovered.modules().get(0);

        succeed(javac.compile(TestProject.read(user), Set.of(), module));
        List<Diagnostic> errors = fail(javac.compile(TestProject.read(user), Set.of("a.Gone"), module));

        assertThat(errors.get(0).message()).contains("Gone");
        succeed(javac.compile(TestProject.read(user), Set.of(), module));
    }

    @Test
    void compilesOnlyWhatIsNamed() {
        Path user = project.write("a/User.java", "package a; class User { Other other; }");
        project.write("a/Other.java", "package a; class Other {}");
        TestProject.writeFile(project.classes.resolve("a/Other.java"), "package a; class Other {}");

        assertThat(fail(compile(user)).get(0).message()).contains("Other");
    }

    @Test
    void compilesAgainstJarsWithOddNames() throws IOException {
        Path library = directory.resolve("library");
        TestProject.writeFile(library.resolve("l/Lib.java"), "package l; public class Lib { public class In {} }");
        TestProject.compile(library, directory.resolve("library classes"), List.of());
        project.addLibrary(Jars.pack(directory.resolve("my lib+1.jar"), directory.resolve("library classes"), ""));
        Path user = project.write("a/User.java", "package a; class User extends l.Lib { In in; }");

        succeed(compile(user));
    }

    @Test
    void compilesOnTheClassPathWhereThereIsAModuleDescriptor() {
        TestProject.writeFile(directory.resolve("library/l/Lib.java"), "package l; public class Lib {}");
        TestProject.compile(directory.resolve("library"), directory.resolve("library-classes"), List.of());
        project.write("module-info.java", "module m {}");
        project.build();
        project.addLibrary(directory.resolve("library-classes"));
        Path source = project.write("a/A.java", "package a; class A extends l.Lib { java.sql.Connection c; }");

        succeed(compile(source));
    }

    @Test
    void compilesForAnOlderRelease() throws IOException {
        Path old = project.write("Old.java", "class Old {}");
        project.build("--release", "11", "-g", "-parameters");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);

        assertThat(succeed(compile(javac, discovered, old)).classes().get("Old"))
                .isEqualTo(Files.readAllBytes(project.classes.resolve("Old.class")));
        Path newer = project.write("Newer.java", "class Newer { record R() {} }");
        fail(compile(javac, discovered, newer));
        Path newerApi =
                project.write("NewerApi.java", "class NewerApi { Object o = java.util.stream.Stream.of(1).toList(); }");
        fail(compile(javac, discovered, newerApi));
        // The same compiler at another module's release, and back.
        ProjectModule current = withSettings(discovered.modules().get(0), CompilerSettings.ofThisJvm());
        succeed(javac.compile(TestProject.read(newer), Set.of(), current));
        succeed(compile(javac, discovered, old));
    }

    @Test
    void saysWhichJdkIsNeededForANewerRelease() {
        Path source = project.write("A.java", "class A {}");
        Project discovered = project.discover();
        ProjectModule newer = withSettings(
                discovered.modules().get(0), new CompilerSettings(RUNNING + 1, true, DebugInfo.ALL, false));

        List<Diagnostic> errors = fail(javac(discovered).compile(TestProject.read(source), Set.of(), newer));

        assertThat(errors).singleElement().satisfies(error -> {
            assertThat(error.file()).isNull();
            assertThat(error.message()).contains("Java " + (RUNNING + 1), "start the application with JDK");
        });
    }

    @Test
    void compilesPreviewFeatures() {
        assumeTrue(RUNNING == 17 || RUNNING == 25, "the preview features of this JDK are not known here");
        String preview = RUNNING == 17
                ? "class A { int f(Object o) { return switch (o) { case String s -> 1; default -> 2; }; } }"
                : "class A { int f(int o) { return switch (o) { case byte b -> 1; default -> 2; }; } }";
        Path source = project.write("A.java", preview);
        Project discovered = project.discover();
        ProjectModule module = discovered.modules().get(0);
        ProjectModule withPreview = withSettings(module, new CompilerSettings(RUNNING, true, DebugInfo.ALL, true));

        succeed(javac(discovered).compile(TestProject.read(source), Set.of(), withPreview));
        fail(javac(discovered).compile(TestProject.read(source), Set.of(), module));
    }

    @Test
    void isUnimpressedByAnInterruptedThread() {
        Path source = project.write("A.java", "class A { java.util.concurrent.Callable<String> c; }");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);

        Thread.currentThread().interrupt();
        Compilation interrupted = compile(javac, discovered, source);

        assertThat(Thread.interrupted()).isTrue();
        succeed(interrupted);
        succeed(compile(javac, discovered, source));
    }

    @Test
    void survivesItsOwnBreakdown() {
        Path source =
                project.write("A.java", "class A { String f(String s) { return s" + " + s".repeat(20_000) + "; } }");
        Path good = project.write("B.java", "class B {}");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);

        assertThat(fail(compile(javac, discovered, source))).isNotEmpty();
        succeed(compile(javac, discovered, good));
    }

    @Test
    void refusesWorkOnceItIsClosed() {
        Path source = project.write("A.java", "class A {}");
        Project discovered = project.discover();
        Compiler javac = javac(discovered);

        javac.close();

        assertThatThrownBy(() -> compile(javac, discovered, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private Compiler javac(Project project) {
        Compiler javac = Compiler.inThisJvm(project).orElseThrow();
        open.add(javac);
        return javac;
    }

    private Compilation compile(Path... sources) {
        Project discovered = project.discover();
        return compile(javac(discovered), discovered, sources);
    }

    private static Compilation compile(Compiler javac, Project project, Path... sources) {
        return javac.compile(
                TestProject.read(sources), Set.of(), project.modules().get(0));
    }

    private static ProjectModule withSettings(ProjectModule module, CompilerSettings settings) {
        return new ProjectModule(
                module.classOutput(),
                module.sourceRoots(),
                module.resourceRoots(),
                module.generatedSources(),
                settings);
    }

    private static Compilation.Success succeed(Compilation compilation) {
        assertThat(compilation).isInstanceOf(Compilation.Success.class);
        return (Compilation.Success) compilation;
    }

    private static List<Diagnostic> fail(Compilation compilation) {
        assertThat(compilation).isInstanceOf(Compilation.Failure.class);
        return ((Compilation.Failure) compilation).errors();
    }
}
