package dev.hmr.javalin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Tomcat as it comes from its makers, started by its own main class. */
final class StockTomcat extends StockContainer {
    static final Path HOME = Path.of(System.getProperty("test.tomcat", "target/tomcat"));

    static final Launcher LAUNCHER = new Launcher() {
        @Override
        public Path classOutput(Path project) {
            return WarDirectory.classes(project);
        }

        @Override
        public RunningApp launch(Path project) throws Exception {
            WarDirectory.assemble(project);
            deploy(project.resolve("tomcat"), "<Context docBase=\"" + WarDirectory.of(project) + "\"/>");
            return new StockTomcat(project.resolve("tomcat"), IN_DEVELOPMENT);
        }
    };

    private static final Pattern PORT = Pattern.compile("Starting ProtocolHandler .*-(\\d+)\"\\]");

    /**
     * Starts a Tomcat that has been given an application.
     *
     * @param base its own directory
     * @param readySign what it prints when it is ready
     */
    StockTomcat(Path base, String readySign) throws Exception {
        super(base, arguments(base), PORT, readySign);
    }

    /** Makes the directory of a Tomcat with one application, at the root of its port, which is any that is free. */
    static void deploy(Path base, String deployment) throws IOException {
        Path descriptors = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
        for (String directory : List.of("webapps", "logs", "temp", "work")) {
            Files.createDirectories(base.resolve(directory));
        }
        for (String file :
                List.of("web.xml", "context.xml", "tomcat-users.xml", "catalina.properties", "logging.properties")) {
            Files.copy(HOME.resolve("conf").resolve(file), base.resolve("conf").resolve(file));
        }
        String server = Files.readString(HOME.resolve("conf/server.xml"));
        Files.writeString(
                base.resolve("conf/server.xml"),
                server.replace("port=\"8080\"", "port=\"0\"").replace("port=\"8005\"", "port=\"-1\""));
        Files.writeString(descriptors.resolve("ROOT.xml"), deployment);
    }

    private static List<String> arguments(Path base) {
        return List.of(
                "-cp",
                HOME.resolve("bin/bootstrap.jar").toAbsolutePath()
                        + File.pathSeparator
                        + HOME.resolve("bin/tomcat-juli.jar").toAbsolutePath(),
                "-Dcatalina.home=" + HOME.toAbsolutePath(),
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                // As its scripts do: the JVM's own log manager is silent once the process is told to end.
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                // As they do, too: lets Tomcat look for what an application leaves behind.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "org.apache.catalina.startup.Bootstrap",
                "start");
    }
}
