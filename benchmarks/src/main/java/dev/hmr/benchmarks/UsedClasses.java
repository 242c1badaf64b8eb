package dev.hmr.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes down an application with classes that are used by one, by some, and by many others. */
final class UsedClasses {
    static final String MAIN_CLASS = "app.App";

    private UsedClasses() {}

    /**
     * The sources by their paths.
     *
     * @param users how many classes use each of the classes
     */
    static Map<String, String> sources(List<Integer> users) {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("app/App.java", app(users));
        for (int count : users) {
            sources.put(path(count), core(count, 0));
            String pkg = "app.by" + count;
            for (int i = 0; i < count; i++) {
                sources.put("app/by%d/User%d.java".formatted(count, i), """
                        package %s;

                        final class User%d {
                            static int use(int number) {
                                return Core.weight(number) + %d;
                            }
                        }
                        """.formatted(pkg, i, i));
            }
            String calls = IntStream.range(0, count)
                    .mapToObj(i -> "        sum += User%d.use(%d);\n".formatted(i, i))
                    .collect(Collectors.joining());
            sources.put("app/by%d/Page.java".formatted(count), """
                    package %s;

                    public final class Page {
                        public static String text() {
                            int sum = 0;
                    %s        return Core.text() + sum;
                        }
                    }
                    """.formatted(pkg, calls));
        }
        return sources;
    }

    static String route(int users) {
        return "/by" + users;
    }

    static String path(int users) {
        return "app/by%d/Core.java".formatted(users);
    }

    /** The class that is edited. */
    static String core(int users, int revision) {
        return """
                package app.by%d;

                final class Core {
                    static String text() {
                        return "%s";
                    }

                    static int weight(int number) {
                        return number %% 7 + %d;
                    }
                }
                """.formatted(users, marker(revision), revision);
    }

    /** What an answer shows that a revision made. */
    static String marker(int revision) {
        return "[revision " + revision + "]";
    }

    private static String app(List<Integer> users) {
        String routes = users.stream()
                .map(count -> "        config.routes.get(\"%s\", ctx -> ctx.result(app.by%d.Page.text()));\n"
                        .formatted(route(count), count))
                .collect(Collectors.joining());
        return """
                package app;

                import dev.hmr.javalin.HmrServer;
                import dev.hmr.session.ReloadEvent;
                import dev.hmr.session.Timings;
                import io.javalin.config.JavalinConfig;
                import java.io.IOException;

                public final class App {
                    public static void main(String[] args) throws IOException {
                        HmrServer server = HmrServer.start(App::routes);
                        server.listen(App::report);
                        System.out.println("@port " + server.port());
                        while (System.in.read() >= 0) {}
                        System.exit(0);
                    }

                    static void routes(JavalinConfig config) {
                        config.jetty.port = 0;
                        config.startup.showJavalinBanner = false;
                %s    }

                    private static void report(ReloadEvent event) {
                        Timings timings = event.timings();
                        System.out.println("@reload " + event.verdict().word().replace(' ', '-')
                                + " " + timings.detect().toNanos()
                                + " " + timings.compile().toNanos()
                                + " " + timings.load().toNanos()
                                + " " + timings.swap().toNanos()
                                + " " + event.reloaded().size());
                    }
                }
                """.formatted(routes);
    }
}
