package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hmr.protocol.Route;
import dev.hmr.session.ReloadEvent;
import dev.hmr.session.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a container finds out by itself about a web application, it finds out again for each generation. */
@ParameterizedClass
@EnumSource(
        value = Setup.class,
        names = {"WAR_IN_TOMCAT", "WAR_IN_JETTY"})
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

    private final Setup setup;

    @TempDir
    Path directory;

    WebApplicationTest(Setup setup) {
        this.setup = setup;
    }

    private LiveApp open() {
        Map<String, String> files = new TreeMap<>();
        files.put("webapp/WEB-INF/web.xml", WEB_XML);
        files.put("webapp/page.jsp", "page 0: <%= new app.Bean().text() %>");
        files.put("app/Bean.java", "package app; public class Bean { public String text() { return \"bean 0\"; } }");
        files.put("app/Mapped.java", MAPPED);
        files.put("app/First.java", filter("First"));
        files.put("app/Second.java", filter("Second"));
        return new LiveApp(directory, files, setup.launcher());
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
}
