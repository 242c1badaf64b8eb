package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that began before its source was known ends in the same class files, or not at all. */
class HeadStartTest {
    private static final List<String> LIBRARY = List.of(
            "java.lang.String", "java.util.List", "java.util.Map$Entry", "java.util.stream.Stream", "no.such.Type");
    private static final String SOURCE = """
            package a;
            import java.util.*;
            import java.util.stream.*;
            class A {
                enum Size { SMALL, LARGE }
                record Pair(String one, int two) {}
                List<String> names(Map<String, B> all) {
                    return all.entrySet().stream().filter(e -> e.getValue().size == Size.LARGE)
                            .map(e -> new Pair(e.getKey(), B.LIMIT)).map(Pair::toString).collect(Collectors.toList());
                }
            }
            class Second { Object o = new Object() {}; }
            """;

    @TempDir
    Path directory;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private TestProject project;
    private CompilerFiles files;
    private ProjectModule module;
    private Path source;

    @BeforeEach
    void buildProject() throws IOException {
        project = new TestProject(directory.resolve("my project"));
        source = project.write("a/A.java", SOURCE);
        project.write("a/B.java", "package a; class B { static final int LIMIT = 3; A.Size size; }");
        project.build("-g", "-parameters");
        Project found = project.discover();
        module = found.modules().get(0);
        files = new CompilerFiles(
                compiler.getStandardFileManager(null, null, null), found.classPath(), null, outputs());
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private CompilationOutputs outputs() {
        return new CompilationOutputs(module, TestProject.read(source));
    }

    private HeadStart take() {
        files.begin(outputs(), ClassesInMotion.NONE);
        return HeadStart.take(compiler, files, module.settings(), LIBRARY);
    }

    private SourceOnPath onPath() {
        return SourceOnPath.of(TestProject.read(source).get(0), module).orElseThrow();
    }

    private java.util.Optional<Compilation> compile(HeadStart headStart) {
        CompilationOutputs outputs = outputs();
        files.begin(outputs, new ClassesInMotion(Set.of("a.A", "a.Second"), java.util.Map.of()));
        assertThat(headStart.serves(onPath(), module.settings())).isTrue();
        return headStart.compile(onPath(), outputs);
    }

    @Test
    void givesTheSameBytesAsABuild() throws IOException {
        HeadStart headStart = take();
        project.write("a/A.java", SOURCE.replace("LARGE)", "SMALL)"));
        Compilation.Success success = (Compilation.Success) compile(headStart).orElseThrow();

        project.build("-g", "-parameters");
        assertThat(success.classes()).containsOnlyKeys("a.A", "a.A$Size", "a.A$Pair", "a.Second", "a.Second$1");
        for (var type : success.classes().entrySet()) {
            assertThat(type.getValue())
                    .as(type.getKey())
                    .isEqualTo(Files.readAllBytes(module.classFile(type.getKey())));
        }
        assertThat(success.origins().values()).containsOnly(source);
    }

    @Test
    void seesClassesOfTheProjectAsTheyAreWhenItEnds() throws IOException {
        HeadStart headStart = take();
        project.write("a/B.java", "package a; class B { static final int LIMIT = 4; A.Size size; }");
        project.build("-g", "-parameters");
        Compilation.Success success = (Compilation.Success) compile(headStart).orElseThrow();
        assertThat(success.classes().get("a.A")).isEqualTo(Files.readAllBytes(module.classFile("a.A")));
    }

    @Test
    void leavesErrorsToARunOfTheirOwn() {
        HeadStart headStart = take();
        project.write("a/A.java", SOURCE.replace("new Pair(", "new Pear("));
        assertThat(compile(headStart)).isEmpty();
    }

    @Test
    void leavesAFileThatDoesNotHaveTheClassOfItsName() {
        HeadStart headStart = take();
        project.write("a/A.java", "package a; class Other {}");
        assertThat(compile(headStart)).isEmpty();
    }

    @Test
    void leavesSettingsThatItWasNotTakenFor() {
        CompilerSettings settings = module.settings();
        assertThat(take().serves(
                                onPath(),
                                new CompilerSettings(settings.release(), !settings.parameters(), DebugInfo.ALL, false)))
                .isFalse();
    }

    /** javac has looked into that package, and would not see the class. */
    @Test
    void isOfNoUseOnceAPackageOfALibraryHasAClassOfTheProject() {
        HeadStart headStart = take();
        project.write("java/util/Mine.java", "package java.util; class Mine {}");
        TestProject.writeFile(project.classes.resolve("java/util/Mine.class"), "");
        assertThat(headStart.serves(onPath(), module.settings())).isFalse();
    }
}
