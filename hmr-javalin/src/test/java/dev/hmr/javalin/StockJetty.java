package dev.hmr.javalin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Jetty as it comes from its makers, started by its {@code start.jar}. */
final class StockJetty extends StockContainer {
    static final Path HOME = Path.of(System.getProperty("test.jetty", "target/jetty"));

    static final Launcher LAUNCHER = new WithSockets("ee10-websocket-jetty,ee10-websocket-jakarta");

    /** Has one or both APIs of web sockets. */
    record WithSockets(String modules) implements Launcher {
        @Override
        public Path classOutput(Path project) {
            return WarDirectory.classes(project);
        }

        @Override
        public RunningApp launch(Path project) throws Exception {
            WarDirectory.assemble(project);
            deploy(project.resolve("jetty"), WarDirectory.of(project), modules);
            return new StockJetty(project.resolve("jetty"), IN_DEVELOPMENT);
        }
    }

    private static final Pattern PORT = Pattern.compile("Started .*ServerConnector.*:(\\d+)\\}");

    /**
     * Starts a Jetty that has been given an application.
     *
     * @param base its own directory
     * @param readySign what it prints when it is ready
     */
    StockJetty(Path base, String readySign) throws Exception {
        super(base, arguments(base), PORT, readySign);
    }

    /** Makes the directory of a Jetty with one application, at the root of its port. */
    private static void deploy(Path base, Path application, String sockets) throws IOException {
        Path deployed = Files.createDirectories(base.resolve("webapps"));
        for (String directory : List.of("environments", "resources", "temp")) {
            Files.createDirectories(base.resolve(directory));
        }
        Files.writeString(base.resolve("start.ini"), "--modules=http,ee10-deploy,ee10-jsp," + sockets);
        Files.writeString(deployed.resolve("root.xml"), """
                <?xml version="1.0"?>
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                <Configure class="org.eclipse.jetty.ee10.webapp.WebAppContext">
                  <Set name="contextPath">/</Set>
                  <Set name="war">%s</Set>
                </Configure>
                """.formatted(application));
    }

    private static List<String> arguments(Path base) {
        return List.of(
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-jar",
                HOME.resolve("start.jar").toAbsolutePath().toString(),
                "jetty.base=" + base,
                "jetty.http.port=0");
    }
}
