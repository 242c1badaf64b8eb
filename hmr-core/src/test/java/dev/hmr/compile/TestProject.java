package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/** A project in the Maven layout on disk, built by the plain compiler. */
final class TestProject {
    final Path base;
    final Path sourceRoot;
    final Path classes;
    private final List<Path> libraries = new ArrayList<>();

    TestProject(Path base) {
        this.base = base;
        this.sourceRoot = base.resolve("src/main/java");
        this.classes = base.resolve("target/classes");
        createDirectories(sourceRoot);
        createDirectories(classes);
    }

    Path source(String relative) {
        return sourceRoot.resolve(relative);
    }

    Path write(String relative, String text) {
        return writeFile(source(relative), text);
    }

    static Path writeFile(Path file, String text) {
        createDirectories(file.resolveSibling(""));
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SourceText> read(Path... sources) {
        List<SourceText> texts = new ArrayList<>();
        try {
            for (Path source : sources) {
                texts.add(SourceText.read(source));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a jar or a directory on the class path, after the project's own classes. */
    void addLibrary(Path library) {
        libraries.add(library);
    }

    /** A clean build of all sources, with further javac flags. */
    void build(String... flags) {
        compile(sourceRoot, classes, libraries, flags);
    }

    /** Compiles all sources below a directory, as a build tool does. */
    static void compile(Path sourceRoot, Path classes, List<Path> classPath, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-d", classes.toString(), "-encoding", "UTF-8", "-implicit:none"));
        List<String> entries = Stream.concat(Stream.of(classes), classPath.stream())
                .map(Path::toString)
                .toList();
        arguments.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), entries)));
        JavaSources.in(sourceRoot, Integer.MAX_VALUE).forEach(source -> arguments.add(source.toString()));
        createDirectories(classes);
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("result of the build").isZero();
    }

    /** The project as it is discovered from a class loader that has its classes and libraries. */
    Project discover() {
        List<Path> entries =
                Stream.concat(Stream.of(classes), libraries.stream()).toList();
        return discover(entries, List.of(), Set.of());
    }

    static Project discover(List<Path> classPath, List<Path> extraSourceRoots, Set<Path> notProject) {
        try (URLClassLoader loader = loader(classPath)) {
            Project project = ProjectDiscovery.discover(loader, extraSourceRoots, notProject);
            return ProjectDiscovery.addCompilerOnly(project, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loader with this class path and no parent. */
    static URLClassLoader loader(List<Path> classPath) {
        return new URLClassLoader(classPath.stream().map(TestProject::url).toArray(URL[]::new), null);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips a test where this JVM cannot name such files, as JDK 17 in a POSIX locale. */
    static void assumeUnicodeFileNames() {
        try {
            assertThat(Path.of("größe 大")).isRelative();
        } catch (InvalidPathException e) {
            Assumptions.abort("the locale has no such file names: " + e.getMessage());
        }
    }

    static void createDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
