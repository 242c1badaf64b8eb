package dev.hmr.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of this module to edit, laid out as Maven does: {@code src/main/java}, {@code src/main/resources} and
 * {@code target/classes}. One thread at a time.
 */
final class ExampleProject {
    static final String APP = "src/main/java/dev/hmr/example/App.java";
    static final String DETECT_HANDLER = "src/main/java/dev/hmr/example/DetectHandler.java";
    static final String ABOUT_PAGE = "src/main/resources/public/about/index.html";
    static final String ABOUT_SCRIPT = "src/main/resources/public/about.js";
    static final String STYLE = "src/main/resources/public/style.css";

    private final Path root;
    private final Map<String, String> originals = new LinkedHashMap<>();

    private ExampleProject(Path root) {
        this.root = root;
    }

    /** Copies the sources and the compiled classes into an empty directory. */
    static ExampleProject copyTo(Path directory) throws IOException {
        Path root = directory.toRealPath();
        copyTree(Path.of("src", "main"), root.resolve("src").resolve("main"));
        copyTree(classesOf(App.class), root.resolve("target").resolve("classes"));
        return new ExampleProject(root);
    }

    Path root() {
        return root;
    }

    /** The classes of the copy, and the class path of this JVM without the classes and tests of this module. */
    List<Path> classPath() {
        List<Path> ours = List.of(classesOf(App.class), classesOf(ExampleProject.class));
        Stream<Path> libraries = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(entry -> !ours.contains(entry));
        return Stream.concat(Stream.of(root.resolve("target").resolve("classes")), libraries)
                .toList();
    }

    /** Saves a file with another text in the place of one that must be there. */
    void replace(String file, String text, String by) {
        String before = read(file);
        assertThat(before).as(file).contains(text);
        save(file, before.replace(text, by));
    }

    /** Saves a file, in place, as an editor does. */
    void save(String file, String content) {
        originals.putIfAbsent(file, read(file));
        try {
            Files.writeString(root.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save " + file, e);
        }
    }

    /** Writes a file that was not there before. */
    void add(String file, String content) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The 1-based number of the only line that contains the text. */
    int lineOf(String file, String text) {
        List<String> lines = read(file).lines().toList();
        List<String> found = lines.stream().filter(line -> line.contains(text)).toList();
        assertThat(found).as(file).hasSize(1);
        return lines.indexOf(found.get(0)) + 1;
    }

    /** The files that are not as they were copied. */
    List<String> edited() {
        return originals.keySet().stream()
                .filter(file -> !read(file).equals(original(file)))
                .toList();
    }

    /** The content of a file that was saved, as it was before. */
    String original(String file) {
        String original = originals.get(file);
        if (original == null) {
            throw new IllegalArgumentException(file + " was never saved");
        }
        return original;
    }

    private static Path classesOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath()
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " was loaded from", e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
