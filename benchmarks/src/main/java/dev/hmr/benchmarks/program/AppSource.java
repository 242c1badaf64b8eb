package dev.hmr.benchmarks.program;

import java.util.List;
import java.util.stream.Collectors;

/** Writes down the class that starts the server. */
final class AppSource {
    private AppSource() {}

    /**
     * It says on standard output what a runner wants to know, in lines that begin with {@code @}, and ends when its
     * standard input does, so that it never outlives the runner. The first argument is the port, a second one, {@code
     * plain}, has it start without HMR.
     */
    static String of(List<TypePlan> handlers) {
        String imports = handlers.stream()
                .map(handler -> "import " + handler.packageName() + "." + handler.name() + ";\n")
                .sorted()
                .collect(Collectors.joining());
        String routes = handlers.stream()
                .map(handler -> "        config.routes.get(\"%s\", %s);\n"
                        .formatted(
                                Program.route(handler), HandlerForm.of(handler).registration(handler)))
                .collect(Collectors.joining());
        return """
                package %s;

                %simport dev.hmr.javalin.HmrServer;
                import dev.hmr.session.ReloadEvent;
                import dev.hmr.session.Timings;
                import io.javalin.Javalin;
                import io.javalin.config.JavalinConfig;
                import java.io.IOException;

                public final class App {
                    private App() {}

                    public static void main(String[] args) throws IOException {
                        System.setProperty("app.port", args.length > 0 ? args[0] : "0");
                        if (args.length > 1 && args[1].equals("plain")) {
                            System.out.println("@port " + Javalin.start(App::routes).port());
                        } else {
                            HmrServer server = HmrServer.start(App::routes);
                            server.listen(App::report);
                            System.out.println("@port " + server.port());
                        }
                        while (System.in.read() >= 0) {}
                        System.exit(0);
                    }

                    static void routes(JavalinConfig config) {
                        config.jetty.port = Integer.getInteger("app.port");
                        config.startup.showJavalinBanner = false;
                %s    }

                    private static void report(ReloadEvent event) {
                        Timings timings = event.timings();
                        System.out.println("@reload " + event.verdict().word().replace(' ', '-')
                                + " " + timings.detect().toNanos()
                                + " " + timings.compile().toNanos()
                                + " " + timings.load().toNanos()
                                + " " + timings.swap().toNanos()
                                + " " + event.reasons().size());
                    }
                }
                """.formatted(Program.PACKAGE, imports, routes);
    }
}
