package dev.hmr.servlet;

import dev.hmr.HmrException;
import dev.hmr.protocol.AllowedHosts;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Puts generations of the application into contexts of a container. One thread at a time.
 *
 * @param <C> the container's own kind of context
 */
final class Deployments<C> {
    private final DevServer dev;
    private final ContextContainer<C> container;
    private final AllowedHosts hosts;
    private String contextPath = "";

    Deployments(DevServer dev, ContextContainer<C> container, AllowedHosts hosts) {
        this.dev = dev;
        this.container = container;
        this.hosts = hosts;
    }

    /** What registers an application with a context. */
    @FunctionalInterface
    interface UserCode<C> {
        void configure(C context) throws Throwable;
    }

    /**
     * A generation that is in the container.
     *
     * @param visits counts the requests that are on it, those that went asynchronous among them
     * @param restartReasons what the user's code asks for that only a start can give, a sentence each
     */
    record Deployed<C>(C context, HmrFilter filter, Generations visits, List<String> restartReasons) {}

    /** The first generation, and the developer channel with it; to be called before the server is started. */
    Deployed<C> first(UserCode<C> userCode) {
        C context = container.create();
        configure(context, userCode);
        addDevChannel(context);
        return adopt(context);
    }

    /** A first generation that the container made itself. */
    Deployed<C> adopt(C context) {
        return add(context, 0, List.of());
    }

    /** The developer channel beside the first generation. */
    void addDevChannel(C first) {
        contextPath = container.servletContext(first).getContextPath();
        HmrFilter channel = dev.filter(hosts, new Generations(), container.sockets());
        try {
            container.addDevChannel(channel, contextPath);
        } catch (Exception e) {
            throw unstartable(e);
        }
    }

    /** A later generation, started and not yet serving. */
    Deployed<C> next(long generation, UserCode<C> userCode) {
        C context = container.create();
        configure(context, userCode);
        String wanted = container.servletContext(context).getContextPath();
        if (wanted.equals(contextPath)) {
            return add(context, generation, List.of());
        }
        container.setContextPath(context, contextPath);
        return add(
                context,
                generation,
                List.of("the context path was \"" + contextPath + "\" at the start and is now \"" + wanted
                        + "\"; the server keeps the first until it is started again"));
    }

    private Deployed<C> add(C context, long generation, List<String> restartReasons) {
        Generations visits = new Generations(generation);
        HmrFilter filter = dev.filter(hosts, visits, none -> SocketUpgrade.NONE);
        try {
            container.add(context, filter);
        } catch (Exception | Error e) {
            remove(context);
            throw unstartable(e);
        }
        return new Deployed<>(context, filter, visits, restartReasons);
    }

    /** Has clients come again that hold on to a generation which takes no new requests. */
    void release(Deployed<C> replaced) {
        container.closeSockets(replaced.context());
        replaced.filter().endStreams();
    }

    /** Ends a generation that serves no request any longer. Never throws: nobody could do anything about it. */
    void retire(Deployed<C> replaced) {
        remove(replaced.context());
    }

    private void remove(C context) {
        try {
            container.remove(context);
        } catch (Exception | Error e) {
            System.getLogger("dev.hmr").log(Level.ERROR, "Replaced code failed when it was destroyed", e);
        }
    }

    static <C> void configure(C context, UserCode<C> userCode) {
        try {
            userCode.configure(context);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new HmrException("The application could not be configured: " + e.getMessage(), e);
        }
    }

    private static RuntimeException unstartable(Throwable e) {
        return e instanceof RuntimeException unchecked
                ? unchecked
                : new HmrException("The application could not be started: " + e.getMessage(), e);
    }
}
