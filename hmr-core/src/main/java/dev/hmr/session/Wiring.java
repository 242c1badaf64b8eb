package dev.hmr.session;

import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The effect at the end of the graph: user code that puts the application together, in a form that can be run again on
 * newer classes. Implemented by each framework's adapter; called on the session thread.
 */
public interface Wiring {
    /**
     * The user's method, and what it captured when the application started; empty if the application has none, for a
     * container finds its code by itself: any class may be where it begins, and every change concerns it.
     */
    Optional<EntryPoint> entry();

    /**
     * Whether a changed file that is not Java tells how the application is put together, so that it is to be put together
     * again.
     */
    default boolean isMadeFrom(Path file) {
        return false;
    }

    /** Whether a method of this name is run while the application is put together, as far as {@link #entry} does not tell. */
    default boolean isRunAtStart(String method) {
        return false;
    }

    /**
     * Whether the framework calls a method of one of its types only to answer requests: code that hands it such an object
     * has not run the method. Asked for code that the {@link #entry} leads to.
     *
     * @param type the name of its class
     */
    default boolean isCalledPerRequest(String type, String method) {
        return false;
    }

    /** Whether the code is read from the class files while it is put together: they are written beforehand then. */
    default boolean readsClassFiles() {
        return false;
    }

    /** The context class loader of requests to what serves, if the framework makes one of its own. */
    default Optional<ClassLoader> requestLoader() {
        return Optional.empty();
    }

    /** Does what {@link #run} does without running any user code, so that the first reload is as fast as later ones. */
    void rehearse();

    /** The routes of generation 0. */
    List<RegisteredRoute> routes();

    /**
     * Runs the user's code and builds what it wires, with nothing of it visible yet. The thread's context class loader is the
     * one that requests to what is built shall run with.
     *
     * @param entry the user's method in its current version; takes what the framework passes to it. Does nothing if there
     *     is no such method
     * @throws RuntimeException whatever the user's code throws; the last good generation goes on serving then
     */
    Wired run(MethodHandle entry, long generation);
}
