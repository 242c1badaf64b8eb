package dev.hmr.javalin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** An application in a JVM of its own, for a debugger to attach to. Prints its port; ends when its input does. */
final class DebuggedApp {
    private DebuggedApp() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> files = Map.of("app/App.java", """
                        package app;
                        import dev.hmr.javalin.HmrServer;
                        import io.javalin.config.JavalinConfig;
                        public class App {
                            static HmrServer start() { return HmrServer.start(App::routes); }
                            static void routes(JavalinConfig config) {
                                config.jetty.port = 0;
                                config.startup.showJavalinBanner = false;
                                config.routes.get("/hello", new Hello());
                            }
                        }
                        """, "app/Hello.java", DebuggerTest.HELLO);
        try (LiveApp app = new LiveApp(Path.of(arguments[0]), files)) {
            System.out.println("port " + app.server().port());
            while (System.in.read() >= 0) {
                // Until the test closes this process's input, or ends.
            }
        }
    }
}
