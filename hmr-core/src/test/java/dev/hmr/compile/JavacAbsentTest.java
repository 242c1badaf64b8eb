package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a JVM of its own, since this one has a compiler. */
class JavacAbsentTest {

    @ParameterizedTest
    @ValueSource(strings = {"java.base", "java.base,java.compiler"})
    void isNotFoundInAJre(String modules) throws IOException, InterruptedException {
        String classPath = ClassPath.of(ClassLoader.getSystemClassLoader()).entries().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                List.of(java.toString(), "--limit-modules", modules, "-cp", classPath, JreApplication.class.getName());

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.strip()).isEqualTo("modules: true, compiler: false");
    }

    @Test
    void isNotNeededWithoutAnyModule() {
        assertThat(Compiler.inThisJvm(
                        new Project(List.of(), List.of(), AnnotationProcessing.NONE, List.of(), List.of())))
                .isEmpty();
    }

    /** An application that is started in a JRE. */
    static final class JreApplication {
        private JreApplication() {}

        public static void main(String[] arguments) {
            Project project = ProjectDiscovery.discover(JreApplication.class.getClassLoader(), List.of(), Set.of());
            boolean modules = !project.modules().isEmpty();
            System.out.println("modules: " + modules + ", compiler: "
                    + Compiler.inThisJvm(project).isPresent());
        }
    }
}
