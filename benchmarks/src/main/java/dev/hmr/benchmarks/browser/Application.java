package dev.hmr.benchmarks.browser;

import dev.hmr.benchmarks.ChildJvm;
import dev.hmr.benchmarks.OwnClassPath;
import dev.hmr.benchmarks.Workspace;
import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A page of a handler and a page with a style sheet, served under HMR by a JVM of its own. Whoever started it closes it. */
final class Application implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HANDLER = "app/TitlePage.java";
    private static final String STYLE_SHEET = "public/style.css";

    private static final String MAIN_SOURCE = """
            package app;

            import dev.hmr.javalin.HmrServer;
            import io.javalin.config.JavalinConfig;
            import java.io.IOException;

            public final class App {
                public static void main(String[] args) throws IOException {
                    HmrServer server = HmrServer.start(App::routes);
                    System.out.println("@port " + server.port());
                    while (System.in.read() >= 0) {}
                    System.exit(0);
                }

                static void routes(JavalinConfig config) {
                    config.jetty.port = 0;
                    config.startup.showJavalinBanner = false;
                    config.staticFiles.add("/public");
                    config.routes.get("/title", TitlePage::show);
                }
            }
            """;

    private static final String HANDLER_SOURCE = """
            package app;

            import io.javalin.http.Context;

            final class TitlePage {
                static void show(Context ctx) {
                    ctx.html("<!doctype html><title>Measured</title><h1>title %d</h1><input name=field>");
                }
            }
            """;

    private static final String PAGE_SOURCE =
            "<!doctype html><title>Measured</title><link rel=stylesheet href=/style.css><h1>Hello</h1>\n";

    private final Workspace workspace;
    private final ChildJvm jvm;
    private final int port;

    private Application(Workspace workspace, ChildJvm jvm, int port) {
        this.workspace = workspace;
        this.jvm = jvm;
        this.port = port;
    }

    /** Returns once it serves, and HMR has nothing more to prepare. */
    static Application start() throws IOException {
        List<Path> libraries = OwnClassPath.libraries();
        Program program =
                new Program(Map.of("app/App.java", MAIN_SOURCE, HANDLER, HANDLER_SOURCE.formatted(0)), List.of());
        Workspace workspace = Workspace.create(program, libraries);
        for (Path root : List.of(workspace.root().resolve("src/main/resources"), workspace.classes())) {
            Files.createDirectories(root.resolve("public"));
            Files.writeString(root.resolve("public/index.html"), PAGE_SOURCE);
            Edited.styleSheet(root.resolve(STYLE_SHEET)).save(0);
        }
        List<Path> classPath = new ArrayList<>(List.of(workspace.classes()));
        classPath.addAll(libraries);
        ChildJvm jvm = ChildJvm.start("application", classPath, Program.MAIN_CLASS);
        try {
            int port = Integer.parseInt(jvm.receive(PATIENCE).get(1));
            jvm.awaitQuiet(PATIENCE);
            return new Application(workspace, jvm, port);
        } catch (RuntimeException e) {
            jvm.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** Shown at {@code /}. */
    Edited styleSheet() {
        return Edited.styleSheet(workspace.root().resolve("src/main/resources").resolve(STYLE_SHEET));
    }

    /** Answers {@code /title}. */
    Edited handler() {
        return new Edited(
                workspace.source(HANDLER),
                HANDLER_SOURCE::formatted,
                revision -> "document.querySelector('h1').textContent === '" + title(revision) + "'");
    }

    /** What the handler's answer holds at a revision. */
    static String title(int revision) {
        return "title " + revision;
    }

    @Override
    public void close() throws IOException {
        jvm.close();
        workspace.delete();
    }
}
