package dev.hmr.load;

import dev.hmr.graph.UnitVersion;
import org.jspecify.annotations.Nullable;

/** How HMR's class loaders are called in stack traces and messages of the JVM, and what such a name tells. */
public final class LoaderNames {
    private static final String PREFIX = "hmr:";
    private static final String CONTEXT = PREFIX + "context@";

    private LoaderNames() {}

    static String ofUnit(UnitVersion version) {
        return PREFIX + version;
    }

    static String ofContext(long generation) {
        return CONTEXT + generation;
    }

    /** What the loader of this name has, as people call it: {@code Hello@3}. */
    public static String shown(@Nullable String loader) {
        String name = String.valueOf(loader);
        return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
    }

    /** The generation that a thread with this context class loader was started under; -1 if none. */
    public static long generationOfContext(@Nullable ClassLoader context) {
        String name = context == null ? null : context.getName();
        return name == null || !name.startsWith(CONTEXT) ? -1 : Long.parseLong(name.substring(CONTEXT.length()));
    }
}
