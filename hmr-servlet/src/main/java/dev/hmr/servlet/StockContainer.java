package dev.hmr.servlet;

import dev.hmr.HmrException;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.stream.Stream;

/** The containers whose deployed web applications are reloaded. Each has an adapter, which is not loaded in any other. */
enum StockContainer {
    TOMCAT("org.apache.catalina.core.", "dev.hmr.servlet.tomcat."),
    JETTY("org.eclipse.jetty.ee10.", "dev.hmr.servlet.jetty.");

    private static final String TAKEOVER = "StockTakeover";

    private final String ownClasses;
    private final String adapter;

    StockContainer(String ownClasses, String adapter) {
        this.ownClasses = ownClasses;
        this.adapter = adapter;
    }

    /** The one that made a context; empty if it is none of these. */
    static Optional<StockContainer> of(ServletContext context) {
        String name = context.getClass().getName();
        return Stream.of(values())
                .filter(container -> name.startsWith(container.ownClasses))
                .findFirst();
    }

    /** Its adapter, for a web application with HMR among its libraries. */
    DeploymentTakeover takeover(ServletContext context, ClassLoader application) {
        try {
            return Class.forName(adapter + TAKEOVER, true, loader(context, application))
                    .asSubclass(DeploymentTakeover.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new HmrException(
                    "hmr-servlet lacks its adapter for " + context.getServerInfo() + ": " + e.getMessage(), e);
        }
    }

    private ClassLoader loader(ServletContext context, ClassLoader application) {
        return switch (this) {
            case TOMCAT -> application;
            // It hides its own classes from web applications.
            case JETTY ->
                new AdapterLoader(adapter, application, context.getClass().getClassLoader());
        };
    }
}
