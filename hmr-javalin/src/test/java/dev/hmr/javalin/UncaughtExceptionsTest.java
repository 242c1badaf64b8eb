package dev.hmr.javalin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told of an exception that nobody caught, in the form that it asks for. */
class UncaughtExceptionsTest {
    private static final String SOURCE = """
            package app;

            import dev.hmr.HmrOptions;
            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            import io.javalin.http.Context;
            import io.javalin.http.NotFoundResponse;
            import java.util.regex.Pattern;

            public class App {
                static HmrServer start() {
                    return HmrServer.start(App::routes, HmrOptions.builder().redact(Pattern.compile("PIN (\\\\d+)")).build());
                }

                static void routes(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/throws", App::fail);
                    config.routes.get("/secret", ctx -> refuse(new StringBuilder("2retnuh").reverse(), 4700 + 11));
                    config.routes.get("/put", ctx -> ctx.sessionAttribute("cart", new Cart()));
                    config.routes.get("/cart", ctx -> ctx.result(((Cart) ctx.sessionAttribute("cart")).text()));
                    config.routes.get("/missing", ctx -> { throw new NotFoundResponse("nothing here"); });
                    config.routes.get("/caught", ctx -> { throw new UnsupportedOperationException("mine"); });
                    config.routes.exception(UnsupportedOperationException.class, (e, ctx) -> ctx.status(418).result("by the user"));
                }

                static void fail(Context ctx) {
                    throw new IllegalStateException("<b>outer", new IllegalArgumentException("inner"));
                }

                static void refuse(CharSequence word, int pin) {
                    throw new IllegalStateException("refused: jdbc:postgresql://app:" + word + "@db/app?password=" + word,
                            new IllegalArgumentException("wrong PIN " + pin));
                }
            }
            """;
    private static final String CART = "package app; class Cart { String text() { return \"one\"; } }";
    private static final int LINE =
            SOURCE.substring(0, SOURCE.indexOf("throw new IllegalState")).split("\n").length;

    @TempDir
    static Path directory;

    private static LiveApp app;
    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
        app = new LiveApp(directory, Map.of("app/App.java", SOURCE, "app/Cart.java", CART));
        app.server();
    }

    @AfterAll
    static void stop() throws Exception {
        app.close();
        terminal.close();
    }

    @Test
    void aBrowserGetsAPageThatMoreCanBeShownOn() {
        HttpResponse<String> answer = get("/throws", "Accept", "text/html,*/*");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body())
                .contains("<h1>Internal Server Error</h1>", "/@hmr/client.js", "IllegalStateException: &lt;b>outer")
                .doesNotContain("<b>");
    }

    @Test
    void aProgramGetsProblemDetails() throws Exception {
        HttpResponse<String> answer = get("/throws", "Accept", "application/json");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(500);
        assertThat(problem.path("title").asText()).isEqualTo("Server Error");
        assertThat(problem.path("instance").asText()).isEqualTo("/throws");
        assertThat(problem.path("detail").asText())
                .startsWith("java.lang.IllegalStateException: <b>outer\n    at app.App.fail(");
        JsonNode first = problem.path("problems").path(0);
        assertThat(first.path("file").asText()).endsWith("App.java");
        assertThat(first.path("line").asInt()).isEqualTo(LINE);
        assertThat(first.path("excerpt").findValuesAsText("text"))
                .anyMatch(line -> line.contains("throw new IllegalState"));
        assertThat(problem.path("problems").path(1).path("message").asText())
                .contains("IllegalArgumentException: inner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "*/*"})
    void security28_whatAnExceptionSaysIsShownWithoutItsSecrets(String accepted) {
        HttpResponse<String> answer = get("/secret", "Accept", accepted);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("jdbc:postgresql://app:[redacted]@db/app?password=[redacted]", "wrong PIN [redacted]")
                .doesNotContain("hunter2", "4711");
    }

    @Test
    void aTerminalGetsText() {
        HttpResponse<String> answer = get("/throws", "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body())
                .contains(
                        "java.lang.IllegalStateException: <b>outer\n    at app.App.fail(",
                        "App.java:" + LINE,
                        ">    " + LINE + " |         throw new IllegalState",
                        "Caused by: java.lang.IllegalArgumentException: inner");
    }

    /** Where the application lets every site read its answers. */
    @Test
    void security14_aPageOfAnotherSiteLearnsNothingOfTheCode() {
        for (String accept : new String[] {"text/html", "application/json", "*/*"}) {
            HttpResponse<String> answer = get("/throws", "Accept", accept, "Origin", "https://evil.example");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("outer").doesNotContain("App.java");
        }
    }

    @Test
    void anObjectOfAReplacedClassIsTracedToTheSessionThatHoldsIt() {
        app.get("/put");
        assertThat(app.get("/cart")).isEqualTo("one");
        app.edit("app/Cart.java", "one", "two");

        assertThat(get("/cart", "Accept", "*/*").body())
                .contains("An object of app.Cart as of", "held by the session attribute cart", "ClassCastException");
        // A page of another site is not answered with it, so nobody has waited for it.
        get("/cart", "Accept", "*/*", "Origin", "https://evil.example");
        get("/throws", "Accept", "*/*");
        await().untilAsserted(() -> assertThat(terminal.said("An object of app.Cart as of the start met"))
                .as("the terminal tells it once for each request")
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains("code that knows app.Cart as of generation", "held by the session attribute cart")
                        .contains("Hmr.keep")));
        app.edit("app/Cart.java", "two", "three");
        assertThat(terminal.said("An object of")).hasSize(2);
        assertThat(terminal.said("")).as("of other exceptions").noneMatch(line -> line.contains("IllegalState"));
    }

    @Test
    void whatHasAnAnswerKeepsIt() {
        assertThat(get("/missing", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/missing", "Accept", "*/*").body()).isEqualTo("nothing here");
        assertThat(get("/caught", "Accept", "*/*").body()).isEqualTo("by the user");
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return app.send(app.request(path).headers(headers).build());
    }
}
