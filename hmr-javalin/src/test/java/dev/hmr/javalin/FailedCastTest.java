package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cast that fails between two versions of a class is told in the terminal, where the container says only that it failed. */
class FailedCastTest {
    private static final Map<String, String> SERVLETS = new TreeMap<>(
            Map.of("/put", "Put", "/cart", "Show", "/wrapped", "Wrapped", "/fails", "Fails", "/sorry", "Sorry"));

    @TempDir
    Path directory;

    /** With an error page, for which the container has each failed request dispatched once more. */
    private static String app(Setup setup) {
        String configuration = "configure(%s context) {";
        return setup.app(SERVLETS)
                .replace(configuration.formatted("ServletContextHandler"), """
                        configure(ServletContextHandler context) {
                                ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
                                errors.addErrorPage(500, "/sorry");
                                context.setErrorHandler(errors);
                        """)
                .replace(configuration.formatted("Context"), """
                        configure(Context context) {
                                var sorry = new org.apache.tomcat.util.descriptor.web.ErrorPage();
                                sorry.setErrorCode(500);
                                sorry.setLocation("/sorry");
                                context.addErrorPage(sorry);
                        """);
    }

    private static Map<String, String> files(Setup setup) {
        return Map.of(
                "app/App.java",
                app(setup),
                "app/Base.java",
                setup.base(),
                "app/Cart.java",
                "package app; class Cart { String text() { return \"one\"; } }",
                "app/Put.java",
                servlet("Put", "request.getSession().setAttribute(\"cart\", new Cart());"),
                "app/Show.java",
                servlet(
                        "Show",
                        "response.getWriter().write(((Cart) request.getSession().getAttribute(\"cart\")).text());"),
                "app/Wrapped.java",
                servlet("Wrapped", """
                        try {
                            ((Cart) request.getSession().getAttribute("cart")).text();
                        } catch (ClassCastException e) {
                            throw new jakarta.servlet.ServletException("no cart", e);
                        }
                        """),
                "app/Fails.java",
                servlet("Fails", "throw new IllegalStateException(\"of the user\");"),
                "app/Sorry.java",
                servlet("Sorry", "response.getWriter().write(\"sorry\");"));
    }

    private static String servlet(String name, String body) {
        return """
                package app;
                import jakarta.servlet.ServletException;
                import jakarta.servlet.http.*;
                import java.io.IOException;
                public class %s extends Base {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response)
                            throws IOException, ServletException {
                        %s
                    }
                }
                """.formatted(name, body);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void theTerminalTellsItOnceForEachRequest(Setup setup) throws Exception {
        try (Terminal terminal = new Terminal();
                LiveApp app = new LiveApp(directory, files(setup), setup.launcher())) {
            app.get("/put");
            assertThat(app.get("/cart")).isEqualTo("one");
            app.edit("app/Cart.java", "one", "two");

            for (String path : new String[] {"/cart", "/wrapped", "/fails"}) {
                HttpResponse<String> answer = app.send(app.request(path).build());
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body()).isEqualTo("sorry");
            }

            await().untilAsserted(() -> assertThat(terminal.said("An object of app.Cart as of the start met"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .contains("code that knows app.Cart as of generation 1")
                            .contains("held by the session attribute cart", "Hmr.keep")));
            app.edit("app/Cart.java", "two", "three");
            assertThat(terminal.said("An object of")).hasSize(2);
            assertThat(terminal.said("")).as("of other exceptions").noneMatch(line -> line.contains("IllegalState"));
        }
    }
}
