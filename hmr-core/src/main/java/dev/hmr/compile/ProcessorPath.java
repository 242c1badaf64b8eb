package dev.hmr.compile;

import com.sun.source.util.Plugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Where annotation processors come from. Their classes are loaded once rather than in each run, as Gradle does it too: most
 * of the time that a processor takes goes into loading and warming up its code. One thread at a time; {@link #close()} lets
 * go of the jars.
 */
final class ProcessorPath implements AutoCloseable {
    /** In which processors promise what their output depends on. Gradle made it up, and nearly all state it. */
    private static final String PROMISES = "META-INF/gradle/incremental.annotation.processors";

    private final List<String> names;
    private final URLClassLoader jars;
    private @Nullable Set<String> isolating;

    private ProcessorPath(AnnotationProcessing processing) {
        this.names = processing.processors();
        URL[] urls = processing.path().stream().map(ProcessorPath::url).toArray(URL[]::new);
        this.jars = new URLClassLoader("hmr-processors", urls, new CompilerClasses());
    }

    /**
     * Opens the path; empty if there is nothing on it that runs unless it is told to, as most compiler plugins do not. javac
     * compiles as without a path then, which is faster.
     */
    static Optional<ProcessorPath> open(AnnotationProcessing processing) throws IOException {
        if (!processing.isOn()) {
            return Optional.empty();
        }
        ProcessorPath path = new ProcessorPath(processing);
        if (path.hasAny()) {
            return Optional.of(path);
        }
        path.close();
        return Optional.empty();
    }

    private boolean hasAny() {
        try {
            return !names.isEmpty()
                    || ServiceLoader.load(Processor.class, jars).stream()
                            .findAny()
                            .isPresent()
                    || ServiceLoader.load(Plugin.class, jars).stream()
                            .map(ServiceLoader.Provider::get)
                            .anyMatch(Plugin::autoStart);
        } catch (ServiceConfigurationError | LinkageError e) {
            // What is wrong with it comes to light when it is to run.
            return true;
        }
    }

    /** New processors for one run: they remember what they saw, and can be initialised only once. */
    List<Processor> processors() {
        return names.isEmpty()
                ? ServiceLoader.load(Processor.class, jars).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList()
                : names.stream().map(this::create).toList();
    }

    private Processor create(String className) {
        try {
            return Class.forName(className, true, jars)
                    .asSubclass(Processor.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the annotation processor " + className + " cannot be created: " + e, e);
        }
    }

    /** Whether all that a processor generates follows from the sources that it names with each file. */
    boolean isIsolating(Processor processor) {
        Set<String> known = isolating;
        if (known == null) {
            known = readPromises();
            isolating = known;
        }
        return known.contains(processor.getClass().getName());
    }

    private Set<String> readPromises() {
        Set<String> names = new HashSet<>();
        try {
            for (URL file : Collections.list(jars.getResources(PROMISES))) {
                URLConnection connection = file.openConnection();
                // A cached one would keep the jar open.
                connection.setUseCaches(false);
                try (InputStream in = connection.getInputStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.strip().split("\\s*,\\s*", 2))
                            .filter(line -> line.length == 2 && line[1].equalsIgnoreCase("isolating"))
                            .forEach(line -> names.add(line[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROMISES + " of the annotation processors: " + e, e);
        }
        return names;
    }

    /** A loader for javac, which closes those that can be closed after each run. */
    ClassLoader loader() {
        return new ClassLoader(jars) {};
    }

    /** What processors may see beside their own jars: the JDK and its compiler, but not the application. */
    private static final class CompilerClasses extends ClassLoader {
        private final Module compiler =
                ModuleLayer.boot().findModule("jdk.compiler").orElseThrow();

        CompilerClasses() {
            super(getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            int end = name.lastIndexOf('.');
            if (end < 0 || !compiler.getPackages().contains(name.substring(0, end))) {
                throw new ClassNotFoundException(name);
            }
            return compiler.getClassLoader().loadClass(name);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path + " cannot be on a class path", e);
        }
    }

    @Override
    public void close() throws IOException {
        jars.close();
    }
}
