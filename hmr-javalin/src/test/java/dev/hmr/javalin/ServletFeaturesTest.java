package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the Jakarta Servlet API offers goes on working in later generations, as the container does it. */
@ParameterizedClass
@EnumSource(ServletFeaturesTest.Container.class)
class ServletFeaturesTest {
    enum Container {
        JETTY("/shop", """
                package app;
                import dev.hmr.servlet.HmrServlets;
                import dev.hmr.servlet.jetty.HmrJetty;
                import org.eclipse.jetty.ee10.servlet.*;
                import org.eclipse.jetty.ee10.servlet.security.*;
                import org.eclipse.jetty.security.Constraint;
                import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
                import org.eclipse.jetty.websocket.api.*;
                public class App {
                    static HmrServlets start() { return HmrJetty.start(App::configure, 0); }
                    static void configure(ServletContextHandler context) {
                        context.setContextPath("/shop");
                        context.addEventListener(new Opening());
                        context.addEventListener(new Sessions());
                        context.addServletContainerInitializer((classes, servlets) -> Registrations.add(servlets));
                        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
                        errors.addErrorPage(404, "/missing");
                        errors.addErrorPage(IllegalStateException.class, "/broken");
                        context.setErrorHandler(errors);
                        ConstraintMapping secret = new ConstraintMapping();
                        secret.setPathSpec("/secret");
                        secret.setConstraint(Constraint.FORBIDDEN);
                        ConstraintSecurityHandler security = new ConstraintSecurityHandler();
                        security.addConstraintMapping(secret);
                        context.setSecurityHandler(security);
                        JettyWebSocketServletContainerInitializer.configure(context, (servlets, container) ->
                                container.addMapping("/echo", (request, response) -> new Echo()));
                    }
                    public static class Echo implements Session.Listener.AutoDemanding {
                        private Session session;
                        public void onWebSocketOpen(Session session) { this.session = session; }
                        public void onWebSocketText(String text) { session.sendText(text + Texts.text(), Callback.NOOP); }
                    }
                }
                """),
        TOMCAT("/shop", """
                package app;
                import dev.hmr.servlet.HmrServlets;
                import dev.hmr.servlet.tomcat.HmrTomcat;
                import jakarta.websocket.*;
                import jakarta.websocket.server.*;
                import org.apache.catalina.Context;
                import org.apache.tomcat.util.descriptor.web.*;
                import org.apache.tomcat.websocket.server.WsSci;
                public class App {
                    static HmrServlets start() { return HmrTomcat.start(App::configure, 0); }
                    static void configure(Context context) {
                        context.setPath("/shop");
                        context.addServletContainerInitializer((classes, servlets) -> Registrations.add(servlets), null);
                        context.addServletContainerInitializer(new WsSci(), java.util.Set.of(Echo.class));
                        ErrorPage missing = new ErrorPage();
                        missing.setErrorCode(404);
                        missing.setLocation("/missing");
                        context.addErrorPage(missing);
                        ErrorPage broken = new ErrorPage();
                        broken.setExceptionType("java.lang.IllegalStateException");
                        broken.setLocation("/broken");
                        context.addErrorPage(broken);
                        SecurityCollection secret = new SecurityCollection();
                        secret.addPatternDecoded("/secret");
                        SecurityConstraint forbidden = new SecurityConstraint();
                        forbidden.setAuthConstraint(true);
                        forbidden.addCollection(secret);
                        context.addConstraint(forbidden);
                    }
                    @ServerEndpoint("/echo")
                    public static class Echo {
                        @OnMessage public String answer(String text) { return text + Texts.text(); }
                    }
                }
                """),
        WAR_IN_TOMCAT("", """
                package app;
                import jakarta.servlet.*;
                import jakarta.websocket.*;
                import jakarta.websocket.server.*;
                public class App implements ServletContainerInitializer {
                    @Override public void onStartup(java.util.Set<Class<?>> classes, ServletContext context) { Registrations.add(context); }
                    @ServerEndpoint("/echo")
                    public static class Echo {
                        @OnMessage public String answer(String text) { return text + Texts.text(); }
                    }
                }
                """),
        WAR_IN_JETTY("", WAR_IN_TOMCAT.app);

        private final String contextPath;
        private final String app;

        Container(String contextPath, String app) {
            this.contextPath = contextPath;
            this.app = app;
        }

        boolean isEmbedded() {
            return this == JETTY || this == TOMCAT;
        }

        RunningApp.Launcher launcher() {
            return switch (this) {
                case JETTY, TOMCAT -> InThisProcess.LAUNCHER;
                case WAR_IN_TOMCAT -> StockTomcat.LAUNCHER;
                case WAR_IN_JETTY -> StockJetty.LAUNCHER;
            };
        }
    }

    /** What the containers' own classes say of an embedded application. */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page><error-code>404</error-code><location>/missing</location></error-page>
              <error-page><exception-type>java.lang.IllegalStateException</exception-type><location>/broken</location></error-page>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>secret</web-resource-name><url-pattern>/secret</url-pattern>
                </web-resource-collection>
                <auth-constraint/>
              </security-constraint>
            </web-app>
            """;

    private static final String REGISTRATIONS = """
            package app;
            import jakarta.servlet.*;
            import jakarta.servlet.http.*;
            import java.io.IOException;
            import java.util.EnumSet;
            class Registrations {
                static void add(ServletContext context) {
                    %s
                    FilterRegistration first = filter(context, "first", new Mark("1"));
                    FilterRegistration second = filter(context, "second", new Mark("2"));
                    servlet(context, "/text", (request, response) -> response.getWriter().write(
                            Texts.text() + " " + request.getAttribute("marks") + " " + context.getAttribute("opened")));
                    servlet(context, "/", (request, response) -> response.sendError(404));
                    servlet(context, "/forward", (request, response) -> request.getRequestDispatcher("/text").forward(request, response));
                    servlet(context, "/include", (request, response) -> {
                        response.getWriter().write("[");
                        request.getRequestDispatcher("/text").include(request, response);
                        response.getWriter().write("]");
                    });
                    servlet(context, "/fail", (request, response) -> { throw new IllegalStateException("broken " + Texts.text()); });
                    servlet(context, "/missing", (request, response) -> response.getWriter().write("missing " + Texts.text()));
                    servlet(context, "/broken", (request, response) -> response.getWriter().write(
                            String.valueOf(((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)).getMessage())));
                    servlet(context, "/async", (request, response) -> {
                        AsyncContext later = request.startAsync();
                        later.start(() -> later.dispatch("/text"));
                    });
                    servlet(context, "/upload", (request, response) -> response.getWriter().write(
                            request.getPart("file").getSize() + " " + Texts.text()));
                    servlet(context, "/reading", (request, response) -> {
                        AsyncContext later = request.startAsync();
                        request.getInputStream().setReadListener(new Reading(request.getInputStream(), response.getOutputStream(), later));
                    });
                    servlet(context, "/secret", (request, response) -> response.getWriter().write("secret"));
                    servlet(context, "/session", (request, response) -> {
                        request.getSession().setAttribute("text", Texts.text());
                        response.getWriter().write(String.valueOf(context.getAttribute("sessions")));
                    });
                    servlet(context, "/leave", (request, response) -> request.getSession().invalidate());
                    servlet(context, "/events", (request, response) -> {
                        response.setContentType("text/event-stream");
                        response.getWriter().write("data: " + Texts.text() + "\\n\\n");
                        response.flushBuffer();
                        request.startAsync().setTimeout(0);
                    });
                }
                interface Body { void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException; }
                private static void servlet(ServletContext context, String path, Body body) {
                    ServletRegistration.Dynamic servlet = context.addServlet(path, new Answer(body));
                    servlet.addMapping(path);
                    servlet.setAsyncSupported(true);
                    servlet.setMultipartConfig(new MultipartConfigElement(""));
                }
                private static FilterRegistration filter(ServletContext context, String name, Filter filter) {
                    FilterRegistration.Dynamic added = context.addFilter(name, filter);
                    added.setAsyncSupported(true);
                    added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
                    return added;
                }
                static class Answer extends HttpServlet {
                    private final Body body;
                    Answer(Body body) { this.body = body; }
                    @Override protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
                        body.answer(request, response);
                    }
                }
                static class Mark extends HttpFilter {
                    private final String mark;
                    Mark(String mark) { this.mark = mark; }
                    @Override protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
                        Object before = request.getAttribute("marks");
                        request.setAttribute("marks", before == null ? mark : before + mark);
                        chain.doFilter(request, response);
                    }
                }
            }
            /** Takes what there is and says what there is room for, and never waits. */
            class Reading implements ReadListener, WriteListener {
                private final ServletInputStream in;
                private final ServletOutputStream out;
                private final AsyncContext later;
                private int count;
                private byte[] answer;
                private int next;
                Reading(ServletInputStream in, ServletOutputStream out, AsyncContext later) {
                    this.in = in;
                    this.out = out;
                    this.later = later;
                }
                @Override public void onDataAvailable() throws IOException {
                    byte[] buffer = new byte[1024];
                    while (in.isReady() && !in.isFinished()) count += Math.max(0, in.read(buffer));
                }
                @Override public void onAllDataRead() {
                    answer = (count + " " + Texts.text()).getBytes();
                    out.setWriteListener(this);
                }
                @Override public void onWritePossible() throws IOException {
                    while (out.isReady()) {
                        if (next == answer.length) {
                            later.complete();
                            return;
                        }
                        out.write(answer[next++]);
                    }
                }
                @Override public void onError(Throwable failure) { later.complete(); }
            }
            class Opening implements ServletContextListener {
                @Override public void contextInitialized(ServletContextEvent event) {
                    event.getServletContext().setAttribute("opened", "opened by " + Texts.text());
                }
                @Override public void contextDestroyed(ServletContextEvent event) {
                    Journal.DESTROYED.add(String.valueOf(event.getServletContext().getAttribute("opened")));
                }
            }
            class Sessions implements HttpSessionListener {
                @Override public void sessionCreated(HttpSessionEvent event) {
                    event.getSession().getServletContext().setAttribute("sessions", "created in " + Texts.text());
                }
                @Override public void sessionDestroyed(HttpSessionEvent event) {
                    Journal.DESTROYED.add("session in " + Texts.text());
                }
            }
            """;
    private static final String JOURNAL = """
            package app;
            public class Journal {
                static final java.util.List<String> DESTROYED = new java.util.concurrent.CopyOnWriteArrayList<>();
                static java.util.List<String> destroyed() { return DESTROYED; }
            }
            """;
    private static final String TEXTS = "package app; class Texts { static String text() { return \"v0\"; } }";

    private final Container container;

    @TempDir
    Path directory;

    ServletFeaturesTest(Container container) {
        this.container = container;
    }

    private LiveApp open() {
        // Embedded Jetty gives listeners to code only, and all others to initializers.
        String listeners = container == Container.JETTY
                ? ""
                : "context.addListener(new Opening()); context.addListener(new Sessions());";
        Map<String, String> files = new TreeMap<>(Map.of(
                "app/App.java",
                container.app,
                "app/Registrations.java",
                REGISTRATIONS.replace("%s", listeners),
                "app/Journal.java",
                JOURNAL,
                "app/Texts.java",
                TEXTS));
        if (!container.isEmbedded()) {
            files.put("META-INF/services/jakarta.servlet.ServletContainerInitializer", "app.App");
            files.put("webapp/WEB-INF/web.xml", WEB_XML);
        }
        return new LiveApp(directory, files, container.launcher());
    }

    private String at(String path) {
        return container.contextPath + path;
    }

    @Test
    void everythingWorksInEveryGeneration() throws Exception {
        try (LiveApp app = open()) {
            check(app, "v0");
            for (int i = 0; i < 2; i++) {
                String old = "v" + i;
                ReloadEvent event = app.edit("app/Texts.java", old, "v" + (i + 1));
                assertThat(event.verdict()).isEqualTo(new Verdict.Live());

                check(app, "v" + (i + 1));
                await().untilAsserted(() -> assertThat(destroyed(app)).contains("opened by " + old));
            }
        }
    }

    private void check(LiveApp app, String version) {
        String text = version + " 12 opened by " + version;
        assertThat(app.get(at("/text"))).isEqualTo(text);
        assertThat(app.get(at("/forward"))).isEqualTo(text);
        assertThat(app.get(at("/include"))).isEqualTo("[" + text + "]");
        assertThat(app.get(at("/async"))).isEqualTo(text);
        HttpResponse<String> missing = app.send(app.request(at("/nowhere")).build());
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("missing " + version);
        HttpResponse<String> failed = app.send(app.request(at("/fail")).build());
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("broken " + version);
        HttpResponse<String> upload = app.send(app.request(at("/upload"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n12345\r\n--x--\r\n"))
                .build());
        assertThat(upload.body()).isEqualTo("5 " + version);
        HttpResponse<String> reading = app.send(app.request(at("/reading"))
                .POST(HttpRequest.BodyPublishers.ofString("1234567890".repeat(10_000)))
                .build());
        assertThat(reading.body()).isEqualTo("100000 " + version);
        assertThat(app.send(app.request(at("/secret")).build()).statusCode()).isEqualTo(403);
    }

    @SuppressWarnings("unchecked")
    private static List<String> destroyed(LiveApp app) {
        return (List<String>) app.call("app.Journal", "destroyed");
    }

    @Test
    void sessionsSurviveAndTellTheListenersOfWhatServes() throws Exception {
        try (LiveApp app = open()) {
            assertThat(app.get(at("/session"))).isEqualTo("created in v0");
            app.edit("app/Texts.java", "v0", "v1");
            // None is created.
            assertThat(app.get(at("/session"))).isEqualTo("created in v0");
            app.get(at("/leave"));
            assertThat(destroyed(app)).contains("session in v1");
        }
    }

    @Test
    void filtersAndServletsAreRoutes() throws Exception {
        try (LiveApp app = open()) {
            ReloadEvent event = app.edit("app/Registrations.java", "before + mark", "before + \"-\" + mark");
            assertThat(event.routes()).extracting(Route::method).contains("FILTER");
            assertThat(app.get(at("/text"))).startsWith("v0 1-2");
        }
    }

    @Test
    void socketsOfReplacedCodeAreClosedForTheClientToComeAgain() throws Exception {
        try (LiveApp app = open()) {
            SocketClient before = new SocketClient(app, at("/echo"));
            assertThat(before.ask("hello ")).isEqualTo("hello v0");
            app.edit("app/Texts.java", "v0", "v1");
            assertThat(before.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
            assertThat(new SocketClient(app, at("/echo")).ask("hello ")).isEqualTo("hello v1");
            await().untilAsserted(() -> assertThat(destroyed(app)).contains("opened by v0"));
        }
    }

    @Test
    void streamsOfReplacedCodeEndForTheBrowserToComeAgain() throws Exception {
        try (LiveApp app = open();
                InputStream stream = app.client()
                        .send(app.request(at("/events")).build(), HttpResponse.BodyHandlers.ofInputStream())
                        .body()) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("data: v0");
            app.edit("app/Texts.java", "v0", "v1");
            assertThat(lines.lines().filter(line -> line.startsWith("data"))).isEmpty();
            await().untilAsserted(() -> assertThat(destroyed(app)).contains("opened by v0"));
        }
    }

    @Test
    void whatALaterStartFailsWithIsTold() throws Exception {
        try (LiveApp app = open()) {
            ReloadEvent event = app.edit(
                    "app/Registrations.java",
                    "event.getServletContext().setAttribute(\"opened\", ",
                    "if (true) throw new IllegalArgumentException(\"no database\"); event.getServletContext().setAttribute(\"opened\", ");
            assertThat(event.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.Failed.class,
                            failed -> assertThat(failed.problems().toString()).contains("no database"));
            assertThat(app.get(at("/text"))).isEqualTo("v0 12 opened by v0");
        }
    }

    @Test
    void changedContextPathNeedsARestart() throws Exception {
        assumeTrue(container.isEmbedded(), "The path of a WAR is not the application's to say");
        try (LiveApp app = open()) {
            ReloadEvent event = app.edit("app/App.java", "\"/shop\"", "\"/store\"");
            assertThat(event.verdict())
                    .isInstanceOfSatisfying(
                            Verdict.RestartNeeded.class,
                            restart -> assertThat(restart.reasons().toString()).contains("/shop", "/store"));
            assertThat(app.get("/shop/text")).isEqualTo("v0 12 opened by v0");
        }
    }
}
