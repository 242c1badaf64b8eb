package dev.hmr.example;

import dev.hmr.javalin.HmrServer;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language-detection service: {@code main} loads the model once, which takes seconds, and hands it to the routes,
 * which are rebuilt as often as you save.
 */
public final class App {
    private App() {}

    /** Starts the server on port 7070, or on the port that the environment variable {@code PORT} names. */
    public static void main(String[] args) {
        int port = Port.fromEnvironmentOrExit();

        System.out.print("Loading language models ... ");
        LanguageModel model = LanguageModel.load();
        System.out.println(
                model.languages().size() + " languages in " + model.loadTime().toMillis() + " ms");

        var server = HmrServer.start(config -> {
            config.jetty.port = port;
            routes(config, model);
        });
        System.out.println("Open http://localhost:" + server.port());
    }

    static void routes(JavalinConfig config, LanguageModel model) {
        config.startup.showJavalinBanner = false;
        config.staticFiles.add("/public");

        config.routes
                .post("/detect", new DetectHandler(model))
                .get("/languages", ctx -> ctx.json(model.languages()))
                .get("/model", ctx -> ctx.json(ModelReport.of(model)))
                .get("/health", ctx -> ctx.json(Map.of("status", "up")));

        config.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> ctx.status(e.getStatus()).json(new ErrorMessage(e.getMessage())));
    }

    /** The body of every answer that is not a success. */
    record ErrorMessage(@Nullable String message) {}
}
