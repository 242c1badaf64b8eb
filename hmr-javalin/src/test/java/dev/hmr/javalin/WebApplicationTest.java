package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a container finds out by itself about a web application, it finds out again for each generation. */
class WebApplicationTest {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
              <context-param><param-name>greeting</param-name><param-value>hello 0</param-value></context-param>
              <filter><filter-name>second</filter-name><filter-class>app.Second</filter-class></filter>
              <filter><filter-name>first</filter-name><filter-class>app.First</filter-class></filter>
              <filter-mapping><filter-name>first</filter-name><url-pattern>/*</url-pattern></filter-mapping>
              <filter-mapping><filter-name>second</filter-name><url-pattern>/*</url-pattern></filter-mapping>
              <servlet><servlet-name>mapped</servlet-name><servlet-class>app.Mapped</servlet-class></servlet>
              <servlet-mapping><servlet-name>mapped</servlet-name><url-pattern>/mapped</url-pattern></servlet-mapping>
              <servlet-mapping><servlet-name>mapped</servlet-name><url-pattern>/secret/mapped</url-pattern></servlet-mapping>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>secret</web-resource-name><url-pattern>/secret/*</url-pattern>
                </web-resource-collection>
                <auth-constraint/>
              </security-constraint>
            </web-app>
            """;
    private static final String MAPPED = """
            package app;
            import jakarta.servlet.http.*;
            public class Mapped extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                    response.getWriter().write(
                            getServletContext().getInitParameter("greeting") + request.getAttribute("marks") + " code 0");
                }
            }
            """;

    @TempDir
    Path directory;

    private LiveApp open() {
        Map<String, String> files = new TreeMap<>();
        files.put("webapp/WEB-INF/web.xml", WEB_XML);
        files.put("webapp/page.jsp", "page 0: <%= new app.Bean().text() %>");
        files.put("app/Bean.java", "package app; public class Bean { public String text() { return \"bean 0\"; } }");
        files.put("app/Mapped.java", MAPPED);
        files.put("app/First.java", filter("First"));
        files.put("app/Second.java", filter("Second"));
        return new LiveApp(directory, files, StockTomcat.LAUNCHER);
    }

    private static String filter(String name) {
        return """
                package app;
                import jakarta.servlet.*;
                import jakarta.servlet.http.*;
                public class %1$s extends HttpFilter {
                    @Override
                    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                            throws java.io.IOException, ServletException {
                        Object before = request.getAttribute("marks");
                        request.setAttribute("marks", (before == null ? "" : before) + " %1$s");
                        chain.doFilter(request, response);
                    }
                }
                """.formatted(name);
    }

    private static String annotated(String name, String path, String text) {
        return """
                package app;
                import jakarta.servlet.annotation.WebServlet;
                import jakarta.servlet.http.*;
                @WebServlet("%2$s")
                public class %1$s extends HttpServlet {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                        response.getWriter().write("%3$s");
                    }
                }
                """.formatted(name, path, text);
    }

    private static int status(LiveApp app, String path) {
        return app.send(app.request(path).build()).statusCode();
    }

    @Test
    void annotatedServletsAppearAndGo() throws Exception {
        try (LiveApp app = open()) {
            assertThat(status(app, "/new")).isEqualTo(404);
            ReloadEvent added = app.save("app/New.java", annotated("New", "/new", "new 0"));
            assertThat(added.verdict()).isEqualTo(new Verdict.Live());
            assertThat(added.routes()).extracting(Route::toString).containsExactly("GET /new");
            assertThat(app.get("/new")).isEqualTo("new 0");

            app.save("app/New.java", annotated("New", "/newer", "new 1"));
            assertThat(app.get("/newer")).isEqualTo("new 1");
            assertThat(status(app, "/new")).isEqualTo(404);

            ReloadEvent deleted = app.delete("app/New.java");
            assertThat(deleted.verdict()).isEqualTo(new Verdict.Live());
            assertThat(deleted.routes()).extracting(Route::toString).containsExactly("GET /newer");
            assertThat(status(app, "/newer")).isEqualTo(404);
            assertThat(app.get("/mapped")).isEqualTo("hello 0 First Second code 0");
        }
    }

    @Test
    void descriptorIsReadAgainAndItsConstraintsHold() throws Exception {
        try (LiveApp app = open()) {
            assertThat(status(app, "/secret/mapped")).isEqualTo(403);
            app.edit("app/Mapped.java", "code 0", "code 1");
            assertThat(app.get("/mapped")).isEqualTo("hello 0 First Second code 1");
            assertThat(status(app, "/secret/mapped")).isEqualTo(403);

            ReloadEvent event = app.save(
                    "webapp/WEB-INF/web.xml",
                    WEB_XML.replace("hello 0", "hello 1")
                            .replace("<url-pattern>/mapped</url-pattern>", "<url-pattern>/moved</url-pattern>"));
            assertThat(event.verdict()).isEqualTo(new Verdict.Live());
            assertThat(app.get("/moved")).isEqualTo("hello 1 First Second code 1");
            assertThat(status(app, "/mapped")).isEqualTo(404);
            assertThat(status(app, "/secret/mapped")).isEqualTo(403);
        }
    }

    @Test
    void pagesUseTheClassesAsTheyWereLastSaved() throws Exception {
        try (LiveApp app = open()) {
            assertThat(app.get("/page.jsp")).isEqualTo("page 0: bean 0");
            app.edit("app/Bean.java", "bean 0", "bean 1");
            assertThat(app.get("/page.jsp")).isEqualTo("page 0: bean 1");
            app.edit("app/Bean.java", "text()", "words()");
            app.save("webapp/page.jsp", "page 1: <%= new app.Bean().words() %>");
            assertThat(app.get("/page.jsp")).isEqualTo("page 1: bean 1");
        }
    }

    @Test
    void examplesOfTomcatAreReloaded() throws Exception {
        Path examples = examples("<Parameter name=\"hmr.sources\" value=\"WEB-INF/classes\"/>");
        StockTomcat tomcat = new StockTomcat(directory.resolve("tomcat"), StockTomcat.IN_DEVELOPMENT);
        try {
            String path = "/servlets/servlet/HelloWorldExample";
            assertThat(get(tomcat, path).body()).contains("Hello World!").doesNotContain("edited");
            tomcat.forgetEvents();
            Path source = examples.resolve("WEB-INF/classes/HelloWorldExample.java");
            Files.writeString(source, Files.readString(source).replace("<h1>\" + title", "<h1>edited \" + title"));
            ReloadEvent event = Objects.requireNonNull(tomcat.nextEvent(LiveApp.PATIENCE));
            assertThat(event.verdict()).isEqualTo(new Verdict.Live());
            assertThat(get(tomcat, path).body()).contains("edited Hello World!");
            assertThat(get(tomcat, "/jsp/jsp2/el/basic-arithmetic.jsp").statusCode())
                    .isEqualTo(200);
        } finally {
            tomcat.stop();
        }
    }

    @Test
    void withoutSourcesNothingOfItExists() throws Exception {
        Path examples = examples("");
        StockTomcat tomcat = new StockTomcat(directory.resolve("tomcat"), "Server startup in");
        try {
            assertThat(tomcat.output()).anyMatch(line -> line.contains("HMR is off for \"\""));
            assertThat(get(tomcat, "/servlets/servlet/HelloWorldExample").body())
                    .contains("Hello World!");
            assertThat(get(tomcat, "/@hmr/client.js").statusCode()).isEqualTo(404);
            assertThat(examples).isDirectory();
        } finally {
            tomcat.stop();
        }
    }

    @Test
    void tomcatItselfCanReloadTheApplication() throws Exception {
        try (LiveApp app = open()) {
            app.edit("app/Mapped.java", "code 0", "code 1");
            app.save("app/Module.java", """
                    package app;
                    import java.lang.management.ManagementFactory;
                    import javax.management.ObjectName;
                    public class Module {
                        static void reload() throws Exception {
                            ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName(
                                    "Catalina:j2eeType=WebModule,name=//localhost/,J2EEApplication=none,J2EEServer=none"),
                                    "reload", null, null);
                        }
                    }
                    """);
            app.run("app.Module", "reload");
            assertThat(app.get("/mapped")).isEqualTo("hello 0 First Second code 1");
            // Its session is a new one, which the remote control does not hear.
            app.editUnheard("app/Mapped.java", "code 1", "code 2");
            await().atMost(LiveApp.PATIENCE)
                    .untilAsserted(() -> assertThat(app.get("/mapped")).isEqualTo("hello 0 First Second code 2"));
        }
    }

    @Test
    void tomcatStopsWithoutComplaint() throws Exception {
        LiveApp app = open();
        app.edit("app/Mapped.java", "code 0", "code 1");
        app.close();
        StockTomcat tomcat = (StockTomcat) app.running();
        assertThat(tomcat.output()).anyMatch(line -> line.contains("Stopping service"));
        // It also looks for threads and thread-local values that the application left behind, and finds the remote
        // control.
        assertThat(tomcat.output())
                .filteredOn(line -> line.contains("SEVERE [") || line.contains("WARNING ["))
                .allMatch(line -> line.contains(RemoteApp.class.getSimpleName()));
    }

    /** Tomcat's own, with HMR among their libraries. */
    private Path examples(String parameters) throws IOException {
        Path target = directory.resolve("examples");
        Path source = StockTomcat.HOME.resolve("webapps/examples");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(source.relativize(file).toString()));
            }
        }
        StockTomcat.addLibraries(target.resolve("WEB-INF/lib"));
        StockTomcat.deploy(
                directory.resolve("tomcat"), "<Context docBase=\"" + target + "\">" + parameters + "</Context>");
        return target;
    }

    private static HttpResponse<String> get(StockTomcat tomcat, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + tomcat.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
