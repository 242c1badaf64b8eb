package dev.hmr.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at a directory of Java sources. */
final class JavaSources {
    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*package\\s+([\\p{L}\\p{N}_$.]+)\\s*;", Pattern.MULTILINE);

    private JavaSources() {}

    /** Some of the Java sources below a directory, at most this many; what cannot be read is passed over. */
    static List<Path> in(Path directory, int limit) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        found.add(file);
                    }
                    return found.size() < limit ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the sources in " + directory + ": " + e.getMessage(), e);
        }
        return found;
    }

    /** The directory that a source's package starts from: {@code src} for {@code src/a/b/C.java} of package {@code a.b}. */
    static Path rootOf(Path source) {
        Path root = source.getParent();
        for (String ignored : packagePath(source)) {
            if (root == null) {
                break;
            }
            root = root.getParent();
        }
        return root == null ? source.resolveSibling("") : root;
    }

    /** Where the source's top-level class is below a class-output directory, if it is named as its file. */
    static Path classFileOf(Path source) {
        String fileName = source.getFileName().toString();
        String className = fileName.substring(0, fileName.length() - ".java".length()) + ".class";
        Path directory = Path.of("", packagePath(source).toArray(String[]::new));
        return directory.resolve(className);
    }

    private static List<String> packagePath(Path source) {
        try {
            // Any bytes will do in comments, so none may be refused.
            Matcher matcher = PACKAGE.matcher(Files.readString(source, StandardCharsets.ISO_8859_1));
            return matcher.find() ? List.of(matcher.group(1).split("\\.", -1)) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
