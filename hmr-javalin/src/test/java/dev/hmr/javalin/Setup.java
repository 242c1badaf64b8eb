package dev.hmr.javalin;

import java.util.Map;
import java.util.stream.Collectors;

/** The ways to run a servlet application: each gives the same {@code app.App} in its own words. */
enum Setup {
    JAVALIN("""
            package app;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            public class App {
                static HmrServer start() { return HmrServer.start(App::configure); }
                static void configure(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
            %s
                }
            }
            """, """
                    config.routes.get("%1$s", new %2$s());"""),
    JETTY("""
            package app;
            import dev.hmr.servlet.HmrServlets;
            import dev.hmr.servlet.jetty.HmrJetty;
            import org.eclipse.jetty.ee10.servlet.*;
            public class App {
                static HmrServlets start() { return HmrJetty.start(App::configure, 0); }
                static void configure(ServletContextHandler context) {
            %s
                }
            }
            """, """
                    context.addServlet(new ServletHolder(new %2$s()), "%1$s");"""),
    TOMCAT("""
            package app;
            import dev.hmr.servlet.HmrServlets;
            import dev.hmr.servlet.tomcat.HmrTomcat;
            import org.apache.catalina.Context;
            import org.apache.catalina.startup.Tomcat;
            public class App {
                static HmrServlets start() { return HmrTomcat.start(App::configure, 0); }
                static void configure(Context context) {
            %s
                }
            }
            """, """
                    Tomcat.addServlet(context, "%2$s", new %2$s());
                    context.addServletMappingDecoded("%1$s", "%2$s");"""),
    /** In a Tomcat of its own. */
    WAR_IN_TOMCAT("""
            package app;
            import jakarta.servlet.*;
            import jakarta.servlet.annotation.WebListener;
            @WebListener
            public class App implements ServletContextListener {
                @Override
                public void contextInitialized(ServletContextEvent event) {
                    ServletContext context = event.getServletContext();
            %s
                }
            }
            """, """
                    context.addServlet("%2$s", new %2$s()).addMapping("%1$s");"""),
    /** In a Jetty of its own. */
    WAR_IN_JETTY(WAR_IN_TOMCAT.application, WAR_IN_TOMCAT.registration);

    private final String application;
    private final String registration;

    Setup(String application, String registration) {
        this.application = application;
        this.registration = registration;
    }

    RunningApp.Launcher launcher() {
        return switch (this) {
            case JAVALIN, JETTY, TOMCAT -> InThisProcess.LAUNCHER;
            case WAR_IN_TOMCAT -> StockTomcat.LAUNCHER;
            case WAR_IN_JETTY -> StockJetty.LAUNCHER;
        };
    }

    /** @param servlets by the path that they are registered for */
    String app(Map<String, String> servlets) {
        return application.formatted(servlets.entrySet().stream()
                .map(servlet -> registration.formatted(servlet.getKey(), servlet.getValue()))
                .collect(Collectors.joining("\n")));
    }

    /** What servlets extend, which lets frameworks use them as well. */
    String base() {
        return this == JAVALIN
                ? "package app; abstract class Base extends jakarta.servlet.http.HttpServlet implements io.javalin.http.Handler {"
                        + " public void handle(io.javalin.http.Context ctx) throws Exception { service(ctx.req(), ctx.res()); } }"
                : "package app; abstract class Base extends jakarta.servlet.http.HttpServlet { }";
    }
}
