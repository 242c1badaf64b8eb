package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SeparateJavacTest {
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    @TempDir
    Path directory;

    private TestProject project;

    @BeforeEach
    void createProject() {
        project = new TestProject(directory.resolve("project"));
    }

    @Test
    void makesTheSameOfASourceAsTheCompilerOfThisJvm() {
        Path source = project.write("a/A.java", "package a; class A { int one = 1; interface B { A a(); } }");
        Project discovered = project.discover();

        try (Compiler separate = start(discovered);
                Compiler here = Compiler.inThisJvm(discovered).orElseThrow()) {
            Compilation.Success there = succeed(compile(separate, discovered, source));
            Compilation.Success expected = succeed(compile(here, discovered, source));

            assertThat(there.classes()).containsExactlyInAnyOrderEntriesOf(expected.classes());
            assertThat(there.origins()).isEqualTo(Map.of("a.A", source, "a.A$B", source));
        }
    }

    @Test
    void sendsWhatAnnotationProcessorsGenerate() throws IOException {
        project.addLibrary(GeneratingProcessor.jar(directory));
        Path source = project.write("a/A.java", "package a; @proc.Gen(1) class A {}");
        Project discovered = project.discover();
        System.clearProperty(GeneratingProcessor.RAN);

        try (Compiler separate = start(discovered);
                Compiler here = Compiler.inThisJvm(discovered).orElseThrow()) {
            Compilation.Success there = succeed(compile(separate, discovered, source));
            assertThat(System.getProperty(GeneratingProcessor.RAN))
                    .as("ran here")
                    .isNull();
            Compilation.Success expected = succeed(compile(here, discovered, source));

            assertThat(there.generated().keySet())
                    .isNotEmpty()
                    .isEqualTo(expected.generated().keySet());
            assertThat(there.generatedFrom()).isEqualTo(expected.generatedFrom());
        } finally {
            System.clearProperty(GeneratingProcessor.RAN);
        }
    }

    @Test
    void reportsErrorsWithTheirSource() {
        Path source = project.write("a/A.java", "package a;\nclass A { oops }");
        Project discovered = project.discover();

        try (Compiler separate = start(discovered);
                Compiler here = Compiler.inThisJvm(discovered).orElseThrow()) {
            assertThat(compile(separate, discovered, source))
                    .isInstanceOf(Compilation.Failure.class)
                    .isEqualTo(compile(here, discovered, source));
        }
    }

    @Test
    void seesWhatIsNotTheTruthOnDisk() {
        project.write("a/Old.java", "package a; class Old {}");
        project.build();
        Path source = project.write("a/A.java", "package a; class A { Old old; b.Fresh fresh; }");
        Project discovered = project.discover();
        ProjectModule module = discovered.modules().get(0);

        try (Compiler separate = start(discovered)) {
            Path other = project.write("b/Fresh.java", "package b; public class Fresh {}");
            Map<String, byte[]> fresh =
                    succeed(compile(separate, discovered, other)).classes();

            assertThat(separate.compile(TestProject.read(source), new ClassesInMotion(Set.of(), fresh), module))
                    .isInstanceOf(Compilation.Success.class);
            assertThat(separate.compile(TestProject.read(source), new ClassesInMotion(Set.of("a.Old"), fresh), module))
                    .isInstanceOf(Compilation.Failure.class);
        }
    }

    @Test
    void goesOnInAnotherProcessWhenOneEnds() {
        Path source = project.write("a/A.java", "package a; class A {}");
        Project discovered = project.discover();

        try (Compiler separate = start(discovered)) {
            compile(separate, discovered, source);
            ProcessHandle first = onlyChild();
            first.destroyForcibly();
            first.onExit().join();
            separate.getReady();

            assertThat(compile(separate, discovered, source)).isInstanceOf(Compilation.Success.class);
            assertThat(onlyChild()).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"there-is-no-such-command", "javap"})
    void usesTheCompilerOfThisJvmWhereNoOtherCanBeStarted(String command) {
        Path source = project.write("a/A.java", "package a; class A {}");
        Project discovered = project.discover();

        try (Compiler compiler = new SeparateJavac(discovered, BIN.resolve(command))) {
            compiler.getReady();

            assertThat(compile(compiler, discovered, source)).isInstanceOf(Compilation.Success.class);
            assertThat(children()).isEmpty();
        }
    }

    @Test
    void endsItsProcessWhenItIsClosed() {
        Path source = project.write("a/A.java", "package a; class A {}");
        Project discovered = project.discover();
        Compiler compiler = start(discovered);
        compiler.warmUp();
        compile(compiler, discovered, source);

        compiler.close();
        compiler.close();

        assertThat(children()).isEmpty();
        assertThatThrownBy(() -> compile(compiler, discovered, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void breaksPracticeOffWhenItIsClosed() throws InterruptedException {
        project.write("a/A.java", "package a; class A {}");
        List<String> said = new ArrayList<>();
        Compiler compiler = start(project.discover());
        Thread practising = new Thread(compiler::warmUp);
        practising.setUncaughtExceptionHandler((thread, thrown) -> said.add(thrown.toString()));
        practising.start();

        compiler.close();
        practising.join();

        assertThat(said).isEmpty();
        assertThat(children()).isEmpty();
    }

    @Test
    void endsItsProcessWithTheOneThatStartedIt() throws IOException {
        String classPath = ClassPath.of(ClassLoader.getSystemClassLoader()).entries().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Process application = new ProcessBuilder(
                        BIN.resolve("java").toString(), "-cp", classPath, KilledApplication.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = application.inputReader()) {
            long pid = Long.parseLong(output.readLine());
            ProcessHandle compiler = ProcessHandle.of(pid).orElseThrow();

            application.destroyForcibly();

            compiler.onExit().join();
        }
    }

    /** Says which process compiles for it, and waits for its end. */
    static final class KilledApplication {
        private KilledApplication() {}

        public static void main(String[] arguments) throws InterruptedException {
            Project project = ProjectDiscovery.discover(KilledApplication.class.getClassLoader(), List.of(), Set.of());
            Compiler compiler = Compiler.inOwnProcess(project).orElseThrow();
            compiler.warmUp();
            System.out.println(onlyChild().pid());
            new CountDownLatch(1).await();
        }
    }

    private static Compiler start(Project project) {
        return Compiler.inOwnProcess(project).orElseThrow();
    }

    private static ProcessHandle onlyChild() {
        List<ProcessHandle> children = children();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private static List<ProcessHandle> children() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.filter(ProcessHandle::isAlive).toList();
        }
    }

    private static Compilation compile(Compiler compiler, Project project, Path source) {
        return compiler.compile(
                TestProject.read(source), Set.of(), project.modules().get(0));
    }

    private static Compilation.Success succeed(Compilation compilation) {
        assertThat(compilation).isInstanceOf(Compilation.Success.class);
        return (Compilation.Success) compilation;
    }
}
