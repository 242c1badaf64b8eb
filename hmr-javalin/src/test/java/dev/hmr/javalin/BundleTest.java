package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A resource bundle that requests ask for by the context class loader that the container gives them. */
class BundleTest {
    @TempDir
    Path directory;

    private static Map<String, String> files(Setup setup) {
        return Map.of(
                "app/App.java",
                setup.app(Map.of("/hello", "Hello")),
                "app/Base.java",
                setup.base(),
                "app/messages.properties",
                "hello=Hallo",
                "app/Hello.java",
                """
                        package app;
                        import jakarta.servlet.http.*;
                        import java.io.IOException;
                        import java.util.*;
                        public class Hello extends Base {
                            @Override
                            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                                ClassLoader context = Thread.currentThread().getContextClassLoader();
                                response.getWriter().write("v0 "
                                        + ResourceBundle.getBundle("app.messages", Locale.ROOT, context).getString("hello"));
                            }
                        }
                        """);
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void isReadAgain(Setup setup) throws Exception {
        try (LiveApp app = new LiveApp(directory, files(setup), setup.launcher())) {
            assertThat(app.get("/hello")).isEqualTo("v0 Hallo");
            app.edit("app/messages.properties", "Hallo", "Servus");
            assertThat(app.get("/hello")).isEqualTo("v0 Servus");

            app.edit("app/Hello.java", "v0", "v1");
            assertThat(app.get("/hello")).isEqualTo("v1 Servus");
            app.edit("app/messages.properties", "Servus", "Moin");
            assertThat(app.get("/hello")).isEqualTo("v1 Moin");
        }
    }
}
