package dev.hmr.javalin;

import dev.hmr.HmrException;
import dev.hmr.servlet.Generations;
import dev.hmr.session.RegisteredRoute;
import io.javalin.config.JavalinState;
import io.javalin.http.staticfiles.ResourceHandler;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The Javalin that was started: generation 0, whose port, servlet context, sessions and threads serve all later ones.
 * Thread-safe once {@link #contextCreated} has been called, which Jetty does as it starts.
 */
final class LiveServer {
    private final JavalinState state;
    private final StartOnly startOnly;
    private final List<RegisteredRoute> routes;
    private final Generations generations;
    private volatile @Nullable ServletContext context;

    LiveServer(JavalinState state, List<RegisteredRoute> routes, Generations generations) {
        this.state = state;
        this.startOnly = StartOnly.of(state);
        this.routes = routes;
        this.generations = generations;
    }

    void contextCreated(ServletContext created) {
        this.context = created;
    }

    StartOnly startOnly() {
        return startOnly;
    }

    List<RegisteredRoute> routes() {
        return routes;
    }

    /** Gives a configuration to come what Javalin makes once for a server. */
    void share(JavalinState next) {
        next.concurrency.executor = state.concurrency.executor;
        next.startup.startupWatcherEnabled = false;
    }

    /** Makes the servlet of a later generation ready to serve. */
    Standby standby(JavalinState next, long generation) {
        // What JettyServer.start does for a Javalin, apart from the server itself.
        if (next.http.responseBufferSize == null) {
            next.http.responseBufferSize = state.http.responseBufferSize;
        }
        ResourceHandler resources = next.resourceHandler;
        if (resources != null) {
            resources.init(next.http.compressionStrategy);
        }
        Servlet servlet = next.servlet.getValue().getServlet();
        ServletContext shared = context;
        if (shared == null) {
            throw new HmrException("The server has not been started yet, so it cannot serve what was saved.");
        }
        try {
            servlet.init(new Config("javalin-" + generation, shared));
        } catch (ServletException e) {
            throw new HmrException("Javalin's servlet cannot be initialised: " + e.getMessage(), e);
        }
        return new Standby(servlet, generation, Thread.currentThread().getContextClassLoader());
    }

    /** A generation that is ready and not yet serving. */
    final class Standby {
        private final Servlet servlet;
        private final long generation;
        private final ClassLoader context;

        private Standby(Servlet servlet, long generation, ClassLoader context) {
            this.servlet = servlet;
            this.generation = generation;
            this.context = context;
        }

        CompletionStage<Void> swap() {
            return generations.swap(generation, servlet, context);
        }

        void discard() {
            servlet.destroy();
        }
    }

    private record Config(String name, ServletContext context) implements ServletConfig {
        @Override
        public String getServletName() {
            return name;
        }

        @Override
        public ServletContext getServletContext() {
            return context;
        }

        @Override
        public @Nullable String getInitParameter(String parameter) {
            return null;
        }

        @Override
        public Enumeration<String> getInitParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
