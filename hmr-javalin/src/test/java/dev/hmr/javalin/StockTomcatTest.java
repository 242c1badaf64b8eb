package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a web application does to the Tomcat that it is deployed in, and the other way round. */
class StockTomcatTest {
    private static final String GREETING = """
            package app;
            import jakarta.servlet.annotation.WebServlet;
            import jakarta.servlet.http.*;
            @WebServlet("/greeting")
            public class Greeting extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                    response.getWriter().write("code 0");
                }
            }
            """;

    @TempDir
    Path directory;

    private LiveApp open() {
        return new LiveApp(directory, Map.of("app/Greeting.java", GREETING), StockTomcat.LAUNCHER);
    }

    @Test
    void examplesOfTomcatAreReloaded() throws Exception {
        Path examples = examples("<Parameter name=\"hmr.sources\" value=\"WEB-INF/classes\"/>");
        StockTomcat tomcat = new StockTomcat(directory.resolve("tomcat"), StockContainer.IN_DEVELOPMENT);
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
            app.edit("app/Greeting.java", "code 0", "code 1");
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
            assertThat(app.get("/greeting")).isEqualTo("code 1");
            // Its session is a new one, which the remote control does not hear.
            app.editUnheard("app/Greeting.java", "code 1", "code 2");
            await().atMost(LiveApp.PATIENCE)
                    .untilAsserted(() -> assertThat(app.get("/greeting")).isEqualTo("code 2"));
        }
    }

    @Test
    void tomcatStopsWithoutComplaint() throws Exception {
        LiveApp app = open();
        app.edit("app/Greeting.java", "code 0", "code 1");
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
        WarDirectory.addLibraries(target.resolve("WEB-INF/lib"));
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
