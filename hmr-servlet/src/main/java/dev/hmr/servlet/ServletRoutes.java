package dev.hmr.servlet;

import dev.hmr.protocol.Route;
import dev.hmr.session.RegisteredRoute;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servlets and filters of a started context, as routes. */
final class ServletRoutes {
    /** Of servlets and filters that may answer a request of any method. */
    static final String ANY_METHOD = "SERVLET";

    private static final String FILTER = "FILTER";
    /** Containers serve files, pages and errors with servlets of their own, whose code never changes. */
    private static final List<String> OF_CONTAINERS = List.of(
            "org.eclipse.jetty.",
            "org.apache.catalina.",
            "org.apache.jasper.",
            "org.apache.tomcat.",
            "dev.hmr.servlet.");

    private static final Map<String, String> METHODS = Map.of(
            "doGet", "GET",
            "doPost", "POST",
            "doPut", "PUT",
            "doPatch", "PATCH",
            "doDelete", "DELETE",
            "doHead", "HEAD",
            "doOptions", "OPTIONS",
            "doTrace", "TRACE");

    private ServletRoutes() {}

    /**
     * What is registered.
     *
     * @param loader gives the classes as they serve
     * @param registrar the user's code that registered it all, if known, which stands for servlets that come from libraries
     */
    static List<RegisteredRoute> of(ServletContext context, ClassLoader loader, List<StackFrame> registrar) {
        List<RegisteredRoute> routes = new ArrayList<>();
        for (FilterRegistration filter : context.getFilterRegistrations().values()) {
            load(filter.getClassName(), loader)
                    .ifPresent(type -> patterns(filter, context)
                            .forEach(pattern -> routes.add(route(FILTER, pattern, type, registrar))));
        }
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            load(servlet.getClassName(), loader)
                    .ifPresent(type -> methods(type)
                            .forEach(method -> servlet.getMappings()
                                    .forEach(pattern -> routes.add(route(method, pattern, type, registrar)))));
        }
        return routes;
    }

    private static RegisteredRoute route(String method, String pattern, Class<?> handler, List<StackFrame> registrar) {
        return new RegisteredRoute(new Route(method, pattern, UrlPattern.of(pattern)), handler, registrar);
    }

    private static Collection<String> patterns(FilterRegistration filter, ServletContext context) {
        Set<String> patterns = new LinkedHashSet<>(filter.getUrlPatternMappings());
        for (String name : filter.getServletNameMappings()) {
            ServletRegistration servlet = context.getServletRegistration(name);
            if (servlet != null) {
                patterns.addAll(servlet.getMappings());
            }
        }
        return patterns;
    }

    /** The methods that a servlet answers by overriding what {@link HttpServlet} does for each. */
    private static Collection<String> methods(Class<?> servlet) {
        Set<String> methods = new LinkedHashSet<>();
        for (Class<?> type = servlet; type != null && type != HttpServlet.class; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (method.getName().equals("service")) {
                    return Set.of(ANY_METHOD);
                } else if (METHODS.containsKey(method.getName())) {
                    methods.add(METHODS.get(method.getName()));
                }
            }
        }
        return methods.isEmpty() ? Set.of(ANY_METHOD) : methods;
    }

    private static Optional<Class<?>> load(String name, ClassLoader loader) {
        if (name == null || OF_CONTAINERS.stream().anyMatch(name::startsWith)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            // Of a loader that the container made: no class of the application.
            return Optional.empty();
        }
    }
}
