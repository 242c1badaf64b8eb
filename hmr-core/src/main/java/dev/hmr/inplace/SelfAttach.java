package dev.hmr.inplace;

import dev.hmr.process.HelperJvm;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gets this JVM's instrumentation, without which classes cannot be redefined: from the agent of {@code -javaagent:} if the
 * user gave one, else by attaching the agent now, through a helper process. That takes some 300 ms of waiting. Any thread.
 */
public final class SelfAttach {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SelfAttach() {}

    /** What came of it. */
    public sealed interface Outcome {}

    public record Attached(Instrumentation instrumentation) implements Outcome {}

    /** The JVM does not allow it; the reason is for the developer. */
    public record Refused(String reason) implements Outcome {}

    /** Waits for the agent to be there, at most half a minute. An interrupt ends the waiting and stays set. */
    public static Outcome attach() {
        Instrumentation given = started();
        if (given != null) {
            return new Attached(given);
        }
        try {
            String complaint = runHelper(AgentJar.write());
            Instrumentation attached = started();
            return attached == null ? new Refused(complaint) : new Attached(attached);
        } catch (IOException e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refused("interrupted");
        }
    }

    /** The agent as the system class loader has it. */
    private static @Nullable Instrumentation started() {
        try {
            Class<?> agent = Class.forName(Agent.class.getName(), true, ClassLoader.getSystemClassLoader());
            return (Instrumentation) agent.getMethod("instrumentation").invoke(null);
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The agent is not what it should be", e);
        }
    }

    /** Returns the last that the helper said. */
    private static String runHelper(Path jar) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx32m",
                "-cp",
                jar.toString(),
                AttachAgent.class.getName(),
                Long.toString(ProcessHandle.current().pid()),
                jar.toString());
        Process process = HelperJvm.of(HelperJvm.java(), arguments)
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return "no answer within " + PATIENCE.toSeconds() + " seconds";
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                    .findFirst()
                    .orElse("the agent was not started");
        } finally {
            process.destroyForcibly();
        }
    }
}
