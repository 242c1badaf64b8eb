package dev.hmr.servlet;

import dev.hmr.servlet.Deployments.Deployed;
import dev.hmr.session.EntryPoint;
import dev.hmr.session.RegisteredRoute;
import dev.hmr.session.Wired;
import dev.hmr.session.Wiring;
import jakarta.servlet.Filter;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the user's configuration again, or has the container read its own, into a context beside the one that serves: that one takes no more requests once the
 * new one is swapped in, and is stopped after its last. Session thread only.
 *
 * @param <C> the container's own kind of context
 */
final class ContextWiring<C> implements Wiring {
    /** The files from which containers learn what an application consists of. */
    private static final List<String> DESCRIPTORS = List.of(
            "WEB-INF/web.xml",
            "META-INF/web-fragment.xml",
            "WEB-INF/tomcat-web.xml",
            "META-INF/context.xml",
            "WEB-INF/jetty-web.xml",
            "WEB-INF/jetty-ee10-web.xml",
            "WEB-INF/jetty-env.xml",
            "WEB-INF/jetty-ee10-env.xml");

    /** What containers call when they start an application. */
    private static final Set<String> START = Set.of("<init>", "init", "contextInitialized", "onStartup");

    /** The types of which containers call these methods only to answer requests. */
    private static final Set<String> ANSWERING = Stream.of(
                    Servlet.class, GenericServlet.class, HttpServlet.class, Filter.class, HttpFilter.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> ANSWERS = Set.of(
            "service", "doGet", "doPost", "doPut", "doDelete", "doPatch", "doHead", "doOptions", "doTrace", "doFilter");

    private final Optional<EntryPoint> entry;
    private final ContextContainer<C> container;
    private final Deployments<C> deployments;
    private final Succession<C> succession;
    private final Executor retirement;
    private final List<RegisteredRoute> firstRoutes;
    private Deployed<C> serving;

    /**
     * @param entry the user's configuration; empty if the container finds out by itself what the application consists of
     * @param first generation 0, which serves
     */
    ContextWiring(
            Optional<EntryPoint> entry,
            ContextContainer<C> container,
            Deployments<C> deployments,
            Succession<C> succession,
            Executor retirement,
            Deployed<C> first) {
        this.entry = entry;
        this.container = container;
        this.deployments = deployments;
        this.succession = succession;
        this.retirement = retirement;
        this.serving = first;
        this.firstRoutes = routes(first.context());
    }

    @Override
    public Optional<EntryPoint> entry() {
        return entry;
    }

    @Override
    public boolean isMadeFrom(Path file) {
        return entry.isEmpty() && DESCRIPTORS.stream().anyMatch(file::endsWith);
    }

    @Override
    public boolean isRunAtStart(String method) {
        return entry.isEmpty() && START.contains(method);
    }

    @Override
    public boolean isCalledPerRequest(String type, String method) {
        return ANSWERING.contains(type) && ANSWERS.contains(method);
    }

    @Override
    public boolean readsClassFiles() {
        // For their annotations.
        return entry.isEmpty();
    }

    @Override
    public List<RegisteredRoute> routes() {
        return firstRoutes;
    }

    @Override
    public Optional<ClassLoader> requestLoader() {
        return Optional.ofNullable(container.servletContext(serving.context()).getClassLoader());
    }

    @Override
    public void rehearse() {
        if (entry.isPresent()) {
            wired(deployments.next(0, context -> {}), 0).discard();
        }
    }

    @Override
    public Wired run(MethodHandle configure, long generation) {
        return wired(deployments.next(generation, context -> configure.invoke(context)), generation);
    }

    private Wired wired(Deployed<C> next, long generation) {
        C context = next.context();
        List<RegisteredRoute> routes = routes(context);
        return new Wired() {
            @Override
            public List<RegisteredRoute> routes() {
                return routes;
            }

            @Override
            public List<String> restartReasons() {
                return next.restartReasons();
            }

            @Override
            public CompletionStage<?> swap() {
                Deployed<C> replaced = serving;
                serving = next;
                container.activate(context);
                CompletionStage<Void> idle = succession.swap(generation, context);
                deployments.release(replaced);
                return idle.thenComposeAsync(
                                left -> {
                                    // Those that were opened while the next generation took over.
                                    deployments.release(replaced);
                                    return replaced.visits().end();
                                },
                                retirement)
                        .thenRunAsync(() -> deployments.retire(replaced), retirement);
            }

            @Override
            public void discard() {
                deployments.retire(next);
            }
        };
    }

    private List<RegisteredRoute> routes(C context) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<StackFrame> registrar = entry.map(method -> List.<StackFrame>of(EntryFrame.of(method, loader)))
                .orElse(List.of());
        return ServletRoutes.of(container.servletContext(context), loader, registrar);
    }
}
