package dev.hmr.compile;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class path; mostly that of a running application, as its class loader tells.
 *
 * @param entries existing directories and jars, in order, absolute and normalized
 * @param extendsCompiler whether one of them offers an annotation processor or a compiler plugin
 */
record ClassPath(List<Path> entries, boolean extendsCompiler) {
    private static final List<String> COMPILER_SERVICES = List.of(
            "META-INF/services/javax.annotation.processing.Processor", "META-INF/services/com.sun.source.util.Plugin");

    /** One entry, and what it says about itself. */
    private record Entry(Path path, boolean isDirectory, List<Path> furtherEntries, boolean extendsCompiler) {}

    /** The class path of a loader and its parents, the loader's own first. */
    static ClassPath of(ClassLoader applicationLoader) {
        return of(ownEntries(applicationLoader));
    }

    /** These entries, as far as they exist, and those that their manifests name. */
    static ClassPath of(List<Path> named) {
        List<Entry> all = walk(named).toList();
        return new ClassPath(
                all.stream().map(Entry::path).toList(), all.stream().anyMatch(Entry::extendsCompiler));
    }

    /** The directories on the class path of a loader. Opens the jars before a directory only when that is asked for. */
    static Stream<Path> directories(ClassLoader applicationLoader) {
        return walk(ownEntries(applicationLoader)).filter(Entry::isDirectory).map(Entry::path);
    }

    private static Stream<Entry> walk(List<Path> named) {
        Set<Path> seen = new HashSet<>();
        return named.stream().flatMap(path -> walk(path, seen));
    }

    /** As class loaders do: the entries that a jar names come right after the jar. */
    private static Stream<Entry> walk(Path path, Set<Path> seen) {
        boolean directory = Files.isDirectory(path);
        if (!(directory || Files.isRegularFile(path)) || !seen.add(path)) {
            return Stream.empty();
        }
        Entry entry = directory ? directory(path) : jar(path);
        return Stream.concat(Stream.of(entry), entry.furtherEntries().stream().flatMap(next -> walk(next, seen)));
    }

    /** This class path, and then another. */
    ClassPath and(ClassPath other) {
        List<Path> all = Stream.concat(entries.stream(), other.entries.stream())
                .distinct()
                .toList();
        return new ClassPath(all, extendsCompiler || other.extendsCompiler);
    }

    private static List<Path> ownEntries(ClassLoader applicationLoader) {
        List<Path> entries = new ArrayList<>();
        for (ClassLoader loader = applicationLoader; loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    toPath(url).ifPresent(entries::add);
                }
            } else if (isJdkApplicationLoader(loader)) {
                for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
                    entries.add(absolute(Path.of(entry)));
                }
            }
        }
        return entries;
    }

    private static boolean isJdkApplicationLoader(ClassLoader loader) {
        // Not getSystemClassLoader(): that may be replaced, and is then a child of this one.
        return loader.getClass().getName().equals("jdk.internal.loader.ClassLoaders$AppClassLoader");
    }

    private static Optional<Path> toPath(URL url) {
        try {
            return toPath(url.toURI());
        } catch (URISyntaxException e) {
            // A loader made with unescaped spaces.
            return url.getProtocol().equals("file") ? Optional.of(absolute(Path.of(url.getPath()))) : Optional.empty();
        }
    }

    private static Optional<Path> toPath(URI uri) {
        return "file".equals(uri.getScheme()) ? Optional.of(absolute(Path.of(uri))) : Optional.empty();
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Entry directory(Path directory) {
        boolean extendsCompiler = COMPILER_SERVICES.stream().anyMatch(name -> Files.exists(directory.resolve(name)));
        return new Entry(directory, true, List.of(), extendsCompiler);
    }

    private static Entry jar(Path path) {
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            boolean extendsCompiler = COMPILER_SERVICES.stream().anyMatch(name -> jar.getEntry(name) != null);
            return new Entry(path, false, furtherEntries(path, jar.getManifest()), extendsCompiler);
        } catch (IOException e) {
            // No jar: class loaders pass over it as well.
            return new Entry(path, false, List.of(), false);
        }
    }

    private static List<Path> furtherEntries(Path jar, @Nullable Manifest manifest) {
        String classPath =
                manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<Path> entries = new ArrayList<>();
        for (String url : Objects.requireNonNullElse(classPath, "").split(" ", -1)) {
            try {
                if (!url.isEmpty()) {
                    toPath(jar.toUri().resolve(url)).ifPresent(entries::add);
                }
            } catch (IllegalArgumentException e) {
                // Not a URL; class loaders do not find anything there either.
            }
        }
        return entries;
    }
}
