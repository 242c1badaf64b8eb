package dev.hmr.inplace;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The Java agent: keeps what the JVM gives to agents. The JVM loads it by the system class loader, which need not be the one
 * that HMR was loaded by, and so it names no other class of HMR. Thread-safe.
 */
public final class Agent {
    private static volatile @Nullable Instrumentation instrumentation;

    private Agent() {}

    /** Called by the JVM for {@code -javaagent:}. */
    public static void premain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Called by the JVM when the agent is attached to it while it runs. */
    public static void agentmain(@Nullable String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** What the JVM gave; null if the agent was never started. */
    public static @Nullable Instrumentation instrumentation() {
        return instrumentation;
    }
}
