package dev.hmr.javalin;

import dev.hmr.session.ReloadEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Tomcat as it comes from its makers, in a process of its own, started by its own main class on a free port. The web
 * application has HMR's jars in {@code WEB-INF/lib} and nothing else to do with it.
 */
final class StockTomcat implements RunningApp {
    static final Path HOME = Path.of(System.getProperty("test.tomcat", "target/tomcat"));
    /** What is printed last when HMR is there. */
    static final String IN_DEVELOPMENT = "Save a file and look at http://localhost:";

    static final Launcher LAUNCHER = new Launcher() {
        @Override
        public Path classOutput(Path project) {
            return documents(project).resolve("WEB-INF/classes");
        }

        @Override
        public RunningApp launch(Path project) throws Exception {
            Path sources = project.resolve("src/main/webapp");
            if (Files.exists(sources)) {
                copy(sources, documents(project));
            }
            addLibraries(documents(project).resolve("WEB-INF/lib"));
            deploy(project.resolve("tomcat"), "<Context docBase=\"" + documents(project) + "\"/>");
            return new StockTomcat(project.resolve("tomcat"), IN_DEVELOPMENT);
        }

        /** Where Maven puts the web application before it is packed. */
        private Path documents(Path project) {
            return project.resolve("target/app-1.0");
        }
    };

    private static final Pattern PORT = Pattern.compile("Starting ProtocolHandler .*-(\\d+)\"\\]");
    /** Of HMR and what it needs, by the names of their files or directories. */
    private static final Pattern LIBRARIES = Pattern.compile(
            ".*/(hmr-(core|servlet)/target/.*|(asm|jackson|directory-watcher|jna|slf4j-api|hmr-core|hmr-servlet)[^/]*\\.jar)");

    private final Path base;
    private final Process process;
    private final Thread reader;
    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final RemoteApp remote;

    /**
     * Starts a Tomcat that has been given an application.
     *
     * @param base its own directory
     * @param readySign what it prints when it is ready
     */
    StockTomcat(Path base, String readySign) throws Exception {
        this.base = base;
        Path stub = base.resolve("remote");
        process = start(stub);
        reader = new Thread(() -> read(readySign), "tomcat-output");
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            process.destroyForcibly();
            throw new AssertionError("Tomcat was not started: " + String.join("\n", output), e);
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(stub))) {
            remote = (RemoteApp) in.readObject();
        }
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

    private Process start(Path stub) throws IOException {
        String classPath = HOME.resolve("bin/bootstrap.jar").toAbsolutePath()
                + System.getProperty("path.separator")
                + HOME.resolve("bin/tomcat-juli.jar").toAbsolutePath();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "-Dcatalina.home=" + HOME.toAbsolutePath(),
                        "-Dcatalina.base=" + base,
                        "-Djava.io.tmpdir=" + base.resolve("temp"),
                        // As its scripts do: the JVM's own log manager is silent once the process is told to end.
                        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                        "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                        // As they do, too: lets Tomcat look for what an application leaves behind.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                        "-Djava.rmi.server.hostname=127.0.0.1",
                        "-Dtest.remote=" + stub,
                        "-Dhmr.inPlace=" + System.getProperty("hmr.inPlace", "false"),
                        "org.apache.catalina.startup.Bootstrap",
                        "start")
                .redirectErrorStream(true)
                .start();
    }

    private void read(String readySign) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher listening = PORT.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.valueOf(listening.group(1)));
                }
                if (line.contains(readySign)) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IllegalStateException("The process has ended"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Puts HMR into a web application, and the tests' remote control. */
    static void addLibraries(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            Path path = Path.of(entry);
            Matcher library = LIBRARIES.matcher(entry.replace('\\', '/'));
            if (library.matches() && Files.isDirectory(path)) {
                pack(path, directory.resolve(library.group(1).replace('/', '-') + ".jar"));
            } else if (library.matches()) {
                Files.copy(path, directory.resolve(library.group(1).replace('/', '-')));
            }
        }
        try (JarOutputStream jar = open(directory.resolve("remote-control.jar"))) {
            Path tests = Path.of("target/test-classes");
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.list(tests.resolve("dev/hmr/javalin"))) {
                all.filter(
                                file -> file.getFileName()
                                        .toString()
                                        .matches(
                                                "(RemoteApp|RemoteControl|Transferred|RunningApp|InThisProcess)(\\$.*)?\\.class"))
                        .forEach(files::add);
            }
            for (Path file : files) {
                add(jar, tests.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            add(
                    jar,
                    "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                    RemoteControl.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void pack(Path directory, Path target) throws IOException {
        try (JarOutputStream jar = open(target);
                Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(jar, directory.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static JarOutputStream open(Path target) throws IOException {
        OutputStream file = Files.newOutputStream(target);
        return new JarOutputStream(file);
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    /** What Tomcat and HMR printed. */
    List<String> output() {
        return List.copyOf(output);
    }

    @Override
    public int port() {
        return port.join();
    }

    @Override
    public @Nullable Object call(String className, String method) {
        try {
            return remote.call(className, method);
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forgetEvents() {
        try {
            remote.forgetEvents();
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable ReloadEvent nextEvent(Duration patience) throws InterruptedException {
        try {
            Serializable event = remote.nextEvent(patience.toMillis());
            return (ReloadEvent) Transferred.received(event);
        } catch (RemoteException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // Unlike Process.destroy, this leaves what it prints to be read.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(LiveApp.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Tomcat did not end: " + String.join("\n", output));
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
