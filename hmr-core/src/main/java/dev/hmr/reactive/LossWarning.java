package dev.hmr.reactive;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells the user that a computation has lost its reactivity, and where in the user's own code that came to pass. */
final class LossWarning {
    static final String LOGGER = "dev.hmr.reactive";
    private static final Logger LOG = System.getLogger(LOGGER);
    private static final String LIBRARY = ReactiveContext.class.getPackageName();

    private LossWarning() {}

    static void give(Computation computation, boolean hadSources) {
        if (LOG.isLoggable(Level.WARNING)) {
            LOG.log(
                    Level.WARNING,
                    "Reactivity lost: " + computation + ", whose function is in "
                            + declaring(computation.function().getClass())
                            + (hadSources
                                    ? ", has lost all its dependencies: in this run it read no signal"
                                    : ", has no dependencies: it read no signal")
                            + ", so nothing will make it run again. Read with get() what it shall follow, or set"
                            + " onReactivityLoss to IGNORE or RESTORE. The run was caused at " + causedAt());
        }
    }

    /** {@code App$$Lambda/0x7f…} is a lambda of App. */
    private static String declaring(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }

    private static String causedAt() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !isLibrary(frame.getClassName()))
                        .findFirst()
                        .map(frame -> "" + frame.toStackTraceElement())
                        .orElse("an unknown place"));
    }

    private static boolean isLibrary(String className) {
        return className.startsWith(LIBRARY + ".") || className.startsWith("java.") || className.startsWith("jdk.");
    }
}
