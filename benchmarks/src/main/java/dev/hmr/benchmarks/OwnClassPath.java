package dev.hmr.benchmarks;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where the classes of this program and its libraries lie. */
public final class OwnClassPath {
    private OwnClassPath() {}

    /** This program and its libraries, however it was started. */
    public static List<Path> all() {
        ClassLoader loader = OwnClassPath.class.getClassLoader();
        if (loader instanceof URLClassLoader urls) {
            // As Maven's exec:java does it, inside its own JVM.
            return Arrays.stream(urls.getURLs()).map(OwnClassPath::path).toList();
        }
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** The libraries alone: an application that is measured must not have this program's classes to watch. */
    public static List<Path> libraries() {
        Path own = own();
        return all().stream().filter(entry -> !entry.equals(own)).toList();
    }

    /** Where this program's classes lie. */
    static Path own() {
        return path(OwnClassPath.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private static Path path(URL url) {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException e) {
            throw new BenchmarkFailed("Not a path of classes: " + url, e);
        }
    }
}
