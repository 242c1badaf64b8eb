package dev.hmr.servlet.jetty;

import dev.hmr.servlet.DevPath;
import dev.hmr.servlet.Succession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request to the context that serves when it arrives, and those for the developer channel to that one's.
 * Thread-safe.
 */
final class CurrentContext extends Handler.AbstractContainer {
    private final Succession<ServletContextHandler> succession;
    private final List<Handler> contexts = new CopyOnWriteArrayList<>();
    private volatile @Nullable ServletContextHandler devChannel;

    CurrentContext(Succession<ServletContextHandler> succession) {
        this.succession = succession;
    }

    @Override
    public List<Handler> getHandlers() {
        return contexts;
    }

    void setDevChannel(ServletContextHandler context) {
        devChannel = context;
        add(context);
    }

    /** Starts the context if the server has been started; otherwise it is started with it. */
    void add(ServletContextHandler context) {
        context.setServer(getServer());
        contexts.add(context);
        addManaged(context);
    }

    /** Stops a context. */
    void remove(ServletContextHandler context) throws Exception {
        try {
            context.stop();
        } finally {
            contexts.remove(context);
            removeBean(context);
            context.destroy();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ServletContextHandler channel = devChannel;
        if (channel != null
                && DevPath.isUnder(channel.getServletContext().getContextPath(), Request.getPathInContext(request))) {
            return channel.handle(request, response, callback);
        }
        Succession.Stay<ServletContextHandler> stay = succession.enter();
        Request.addCompletionListener(request, failure -> stay.close());
        return stay.context().handle(request, response, callback);
    }
}
