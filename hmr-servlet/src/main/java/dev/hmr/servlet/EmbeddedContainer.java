package dev.hmr.servlet;

/**
 * A container that the application itself starts. Called by the thread that does and by the session thread.
 *
 * @param <C> the container's own kind of context
 */
public interface EmbeddedContainer<C> extends ContextContainer<C> {
    /** The context of an application that will not be reloaded: what the container gives without HMR. */
    C plain();

    /** Starts the server with what is in it. */
    void start() throws Exception;

    /** Stops the server and everything in it. */
    void stop() throws Exception;
}
