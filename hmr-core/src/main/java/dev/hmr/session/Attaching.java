package dev.hmr.session;

import dev.hmr.inplace.SelfAttach;
import java.lang.System.Logger.Level;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/**
 * Gets, in the background, what in-place changes need, or says in one sentence why they cannot be had. Until then changed
 * classes are reloaded.
 */
final class Attaching {
    private final boolean allowed;
    private final ReloadLog log;
    private final Consumer<Instrumentation> then;

    /**
     * @param allowed whether the developer wants it
     * @param then called on a thread of its own, at most once
     */
    Attaching(boolean allowed, ReloadLog log, Consumer<Instrumentation> then) {
        this.allowed = allowed;
        this.log = log;
        this.then = then;
    }

    void begin() {
        if (!allowed) {
            return;
        }
        if (isDebugged()) {
            log.say(
                    Level.INFO,
                    "A debugger would lose its breakpoints in classes that change in place, so here they are reloaded.");
            return;
        }
        Thread thread = new Thread(this::attach, "hmr-attach");
        thread.setDaemon(true);
        thread.start();
    }

    /** The JVM takes all breakpoints out of a class that is redefined, and tells no debugger. */
    private static boolean isDebugged() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }

    private void attach() {
        SelfAttach.Outcome outcome = SelfAttach.attach();
        if (outcome instanceof SelfAttach.Attached attached) {
            then.accept(attached.instrumentation());
        } else if (outcome instanceof SelfAttach.Refused refused) {
            log.say(
                    Level.INFO,
                    "This JVM takes no agent (" + refused.reason() + "), so every changed class is reloaded.");
        }
    }
}
