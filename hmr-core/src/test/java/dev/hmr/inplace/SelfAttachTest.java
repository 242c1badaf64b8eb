package dev.hmr.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a JVM gets its own instrumentation, or why not. */
class SelfAttachTest {
    @Test
    void jvmWithoutAnyFlagIsAttachedTo() throws IOException, InterruptedException {
        assertThat(attachIn(List.of(), Map.of())).isEqualTo("attached, redefines classes: true");
    }

    @Test
    void optionsForTheApplicationsJvmAreNotTheHelpers() throws IOException, InterruptedException {
        assertThat(attachIn(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Dany=1"))).startsWith("attached");
    }

    @Test
    void agentOfTheCommandLineIsTaken() throws IOException, InterruptedException {
        Path jar = AgentJar.write();
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes attributes = file.getManifest().getMainAttributes();
            assertThat(attributes.getValue("Premain-Class")).isEqualTo(Agent.class.getName());
        }
        assertThat(attachIn(List.of("-javaagent:" + jar, "-XX:+DisableAttachMechanism"), Map.of()))
                .isEqualTo("attached, redefines classes: true");
    }

    @Test
    void jvmThatForbidsItSaysSo() throws IOException, InterruptedException {
        assertThat(attachIn(List.of("-XX:+DisableAttachMechanism"), Map.of())).startsWith("refused: ");
    }

    /** What a JVM prints that runs {@link Attaching}; the last line, for the JVM itself may have said something. */
    private static String attachIn(List<String> flags, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        flags,
                        List.of("-cp", System.getProperty("java.class.path"), Attaching.class.getName()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().reduce("", (first, last) -> last);
    }

    static final class Attaching {
        private Attaching() {}

        public static void main(String[] arguments) {
            SelfAttach.Outcome outcome = SelfAttach.attach();
            if (outcome instanceof SelfAttach.Attached attached) {
                System.out.println("attached, redefines classes: "
                        + attached.instrumentation().isRedefineClassesSupported());
            } else if (outcome instanceof SelfAttach.Refused refused) {
                System.out.println("refused: " + refused.reason());
            }
        }
    }
}
