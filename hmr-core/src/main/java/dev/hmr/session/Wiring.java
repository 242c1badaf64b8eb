package dev.hmr.session;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The effect at the end of the graph: user code that puts the application together, in a form that can be run again on
 * newer classes. Implemented by each framework's adapter; called on the session thread.
 */
public interface Wiring {
    /** The user's method, and what it captured when the application started. */
    EntryPoint entry();

    /** Does what {@link #run} does without running any user code, so that the first reload is as fast as later ones. */
    void rehearse();

    /** The routes of generation 0. */
    List<RegisteredRoute> routes();

    /**
     * Runs the user's code and builds what it wires, with nothing of it visible yet. The thread's context class loader is the
     * one that requests to what is built shall run with.
     *
     * @param entry the user's method in its current version; takes what the framework passes to it
     * @throws RuntimeException whatever the user's code throws; the last good generation goes on serving then
     */
    Wired run(MethodHandle entry, long generation);
}
