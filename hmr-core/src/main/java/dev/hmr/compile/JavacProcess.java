package dev.hmr.compile;

import dev.hmr.process.HelperJvm;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A {@link JavacServer} as seen from the JVM that started it. It ends when it is closed, and also when this JVM ends, however
 * that comes. One thread at a time. All methods fail with an {@link IOException} once the process has ended.
 */
final class JavacProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The language of what the compiler says. */
    private static final List<String> LOCALE = List.of("user.language", "user.script", "user.country", "user.variant");

    private final Process process;
    private final ObjectPipe pipe;
    private boolean ready;

    private JavacProcess(Process process) throws IOException {
        this.process = process;
        this.pipe = new ObjectPipe(process.getInputStream(), process.getOutputStream());
    }

    /** Starts the process and does not wait for it. */
    static JavacProcess start(Path java, Project project) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true"));
        Properties properties = System.getProperties();
        LOCALE.stream()
                .filter(properties::containsKey)
                .forEach(name -> arguments.add("-D" + name + "=" + properties.getProperty(name)));
        arguments.addAll(List.of("-cp", ownCode().toString(), JavacServer.class.getName()));
        JavacProcess started = new JavacProcess(HelperJvm.of(java, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        started.pipe.write(new CompilerRequest.Open(project));
        return started;
    }

    private static Path ownCode() throws IOException {
        CodeSource source = JavacServer.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("nobody knows where HMR was loaded from");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            throw new IOException("HMR was loaded from " + source.getLocation() + ", which is no file", e);
        }
    }

    void awaitReady() throws IOException {
        if (!ready) {
            pipe.read(CompilerRequest.Ready.class);
            ready = true;
        }
    }

    Compilation compile(CompilerRequest.Compile request) throws IOException {
        pipe.write(request);
        return pipe.read(Compilation.class);
    }

    /** Does not wait for it. */
    void begin() throws IOException {
        pipe.write(new CompilerRequest.Begin());
    }

    /** How it ended, as far as that is known. */
    String exit() {
        return process.isAlive() ? "still running" : "exit code " + process.exitValue();
    }

    /** Has the process end. Any thread. */
    void destroy() {
        process.destroy();
    }

    /** Ends the process and waits for that, at most some seconds. Idempotent. An interrupt ends the waiting and stays set. */
    @Override
    public void close() {
        destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
