package dev.hmr.compile;

import static dev.hmr.compile.IncrementalProject.fail;
import static dev.hmr.compile.IncrementalProject.succeed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Modules with generated sources, each compiled as a whole. {@code core} uses {@code api} and comes before it on the class path
 * in one test, after it in another: dependencies are listed in any order.
 */
class ProcessingModulesTest {
    private static final String API =
            "package p; @proc.Gen(1) public class Api { public static int f() { return a.ApiGen.f(); } }";
    private static final String CORE =
            "package c; @proc.Gen(2) public class Core { int x = p.Api.f() + a.CoreGen.f(); }";

    @TempDir
    Path directory;

    private final FakeKnownClasses known = new FakeKnownClasses();
    private TestProject api;
    private TestProject core;
    private Path apiSource;
    private Path coreSource;
    private Path processor;
    private final List<Compiler> opened = new ArrayList<>();

    @BeforeEach
    void createModules() throws IOException {
        api = new TestProject(directory.resolve("api"));
        core = new TestProject(directory.resolve("core"));
        apiSource = api.write("p/Api.java", API);
        coreSource = core.write("c/Core.java", CORE);
        processor = GeneratingProcessor.jar(directory);
    }

    @AfterEach
    void close() {
        opened.forEach(Compiler::close);
    }

    @Test
    void areCompiledInTheOrderOfTheClassPath() throws IOException {
        compilesBothAgain(List.of(core.classes, api.classes, processor));
    }

    @Test
    void areCompiledInTheOrderThatWorks() throws IOException {
        compilesBothAgain(List.of(api.classes, core.classes, processor));
    }

    @Test
    void onlyTheModuleWithTheMistakeIsBlamed() throws IOException {
        for (List<Path> order : List.of(List.of(core.classes, api.classes), List.of(api.classes, core.classes))) {
            api.write("p/Api.java", API);
            IncrementalCompiler compiler = built(List.of(order.get(0), order.get(1), processor));

            api.write("p/Api.java", API.replace("return ", "return missing + "));
            CompileFailed failed = fail(compiler.compile(Set.of(apiSource, coreSource), Set.of()));

            assertThat(failed.errors()).extracting(Diagnostic::file).containsOnly(apiSource);
        }
    }

    private void compilesBothAgain(List<Path> classPath) throws IOException {
        IncrementalCompiler compiler = built(classPath);

        Compiled both = succeed(compiler.compile(Set.of(apiSource, coreSource), Set.of()));

        assertThat(both.classes()).containsOnlyKeys("p.Api", "a.ApiGen", "c.Core", "a.CoreGen");
        assertThat(both.output().contents())
                .containsKeys(api.classes.resolve("a/ApiGen.class"), core.classes.resolve("a/CoreGen.class"));
    }

    /** What a build would have left, and a compiler that begins with that. */
    private IncrementalCompiler built(List<Path> classPath) throws IOException {
        Project project = TestProject.discover(classPath, List.of(), Set.of());
        Compiler javac = Compiler.inThisJvm(project).orElseThrow();
        opened.add(javac);
        IncrementalCompiler build = new IncrementalCompiler(project, javac, known);
        for (Path source : List.of(apiSource, coreSource)) {
            Compiled compiled = succeed(build.compile(Set.of(source), Set.of()));
            build.write(compiled, new RecordingListener());
            compiled.origins()
                    .forEach((name, origin) -> known.knows(
                            origin,
                            name,
                            Objects.requireNonNull(compiled.classes().get(name))));
        }
        return new IncrementalCompiler(project, javac, known);
    }
}
