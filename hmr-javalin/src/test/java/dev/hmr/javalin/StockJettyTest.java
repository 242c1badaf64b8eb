package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a web application does to the Jetty that it is deployed in, and the other way round. */
class StockJettyTest {
    private static final String GREETING = """
            package app;
            import jakarta.servlet.annotation.WebServlet;
            import jakarta.servlet.http.*;
            @WebServlet("/greeting")
            public class Greeting extends HttpServlet {
                @Override
                protected void doGet(HttpServletRequest request, HttpServletResponse response) throws java.io.IOException {
                    response.getWriter().write("code 0 " + seesServer());
                }
                private static boolean seesServer() {
                    try {
                        return Class.forName("org.eclipse.jetty.server.Server") != null;
                    } catch (ClassNotFoundException e) {
                        return false;
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private LiveApp open() {
        return new LiveApp(
                directory, Map.of("app/Greeting.java", GREETING, "webapp/text.txt", "text 0"), StockJetty.LAUNCHER);
    }

    @Test
    void classesOfTheServerStayHidden() throws Exception {
        try (LiveApp app = open()) {
            assertThat(app.get("/greeting")).isEqualTo("code 0 false");
            app.edit("app/Greeting.java", "code 0", "code 1");
            assertThat(app.get("/greeting")).isEqualTo("code 1 false");
        }
    }

    @Test
    void pagesHearOfSavesWithoutJakartasWebSockets() throws Exception {
        String page = GREETING.replace(
                "response.getWriter()", "response.setContentType(\"text/html\"); response.getWriter()");
        try (LiveApp app = new LiveApp(
                directory, Map.of("app/Greeting.java", page), new StockJetty.WithSockets("ee10-websocket-jetty"))) {
            HttpRequest request =
                    app.request("/greeting").header("Accept", "text/html").build();
            try (PageNews news = new PageNews(app, app.send(request).body())) {
                assertThat(news.next()).contains("connected");
                app.edit("app/Greeting.java", "code 0", "code 1");
                assertThat(news.next()).contains("update", "\"/greeting\"");
            }
        }
    }

    @Test
    void savedFilesAreServedAtOnce() throws Exception {
        try (LiveApp app = open()) {
            for (int i = 0; i < 3; i++) {
                assertThat(app.get("/text.txt")).isEqualTo("text " + i);
                app.save("webapp/text.txt", "text " + (i + 1));
            }
        }
    }

    @Test
    void withoutSourcesNothingOfItExists() throws Exception {
        LiveApp app = open();
        app.close();
        Files.delete(directory.resolve("src/main/java/app/Greeting.java"));
        StockJetty jetty = new StockJetty(directory.resolve("jetty"), "Started oejs.Server@");
        try {
            assertThat(jetty.output()).anyMatch(line -> line.contains("HMR is off for \"\""));
            assertThat(get(jetty, "/greeting").body()).isEqualTo("code 0 false");
            assertThat(get(jetty, "/@hmr/client.js").statusCode()).isEqualTo(404);
        } finally {
            jetty.stop();
        }
    }

    @Test
    void jettyStopsWithoutComplaint() throws Exception {
        LiveApp app = open();
        app.edit("app/Greeting.java", "code 0", "code 1");
        app.close();
        StockJetty jetty = (StockJetty) app.running();
        assertThat(jetty.output()).anyMatch(line -> line.contains("Stopped oejs.Server@"));
        // Its engine for JSP misses schemas, whatever is deployed.
        assertThat(jetty.output())
                .filteredOn(line -> line.contains(":WARN") || line.contains("WARNING") || line.contains("Exception"))
                .allMatch(line -> line.contains("The XML schema"));
    }

    private static HttpResponse<String> get(StockJetty jetty, String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + jetty.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
