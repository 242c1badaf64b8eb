package dev.hmr.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.Collection;
import java.util.List;

/**
 * What HMR needs of a servlet container: contexts beside one another, one for each generation of the application, of which
 * a {@link Succession} says which one serves. Sessions, attributes and connectors belong to the container and are the same
 * for all of them. Called by the thread that starts and stops the application and by the session thread.
 *
 * @param <C> the container's own kind of context
 */
public interface ContextContainer<C> {
    /** A context for one generation, not yet started. Its requests run with the caller's context class loader. */
    C create();

    /** The hosts that the user named to listen on. Where none is named, it will listen on this machine only. */
    Collection<String> bindToNamedHosts();

    /** The container's web sockets, for the developer channel. */
    SocketUpgrade.Provider sockets();

    /**
     * Makes the place from which the developer channel is served.
     *
     * @param filter serves it
     * @param contextPath the application's
     */
    void addDevChannel(Filter filter, String contextPath) throws Exception;

    /**
     * Takes in a context that has been configured, and starts it if the server has been started.
     *
     * @param first the filter that is to come before all others
     * @throws Exception if it cannot be started
     */
    void add(C context, Filter first) throws Exception;

    ServletContext servletContext(C context);

    /** Changes the path of a context that is not yet in the container. */
    void setContextPath(C context, String contextPath);

    /** The context is about to serve new requests. */
    void activate(C context);

    /** Closes the web sockets of a context with status 1012, which tells clients to come again. */
    void closeSockets(C context);

    /** Stops a context, which destroys what the user's code made. */
    void remove(C context) throws Exception;

    /** Where the started server listens; empty if it has no port. */
    List<Listening> listening();
}
