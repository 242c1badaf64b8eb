package dev.hmr.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that HMR starts beside the application's. */
public final class HelperJvm {
    /** They hold options for the application's JVM; a helper that took them would open the same debug port. */
    private static final List<String> FOREIGN_OPTIONS =
            List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private HelperJvm() {}

    /** The command that starts a JVM like this one. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /**
     * A process to be started, which takes no options from the environment.
     *
     * @param java the command
     * @param arguments all that follows it
     */
    public static ProcessBuilder of(Path java, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(FOREIGN_OPTIONS);
        return builder;
    }
}
