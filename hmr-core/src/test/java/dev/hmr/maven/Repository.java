package dev.hmr.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local repository and a project in it, as a build would have left them. */
final class Repository {
    private final Path root;

    Repository(Path root) {
        this.root = root;
    }

    LocalRepository local() {
        return new LocalRepository(root);
    }

    /** Puts an artifact there. Its coordinates are {@code groupId:artifactId:version}, its pom holds these elements too. */
    Path has(String coordinates, String pom) {
        String[] part = coordinates.split(":", -1);
        Path directory =
                root.resolve(part[0].replace('.', '/')).resolve(part[1]).resolve(part[2]);
        String file = part[1] + "-" + part[2];
        write(
                directory.resolve(file + ".pom"),
                project("<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
                                .formatted(part[0], part[1], part[2])
                        + pom));
        return write(directory.resolve(file + ".jar"), "a jar");
    }

    static String project(String content) {
        return "<?xml version=\"1.0\"?><project xmlns=\"http://maven.apache.org/POM/4.0.0\">" + content + "</project>";
    }

    static String dependency(String coordinates, String more) {
        String[] part = coordinates.split(":", -1);
        String version = part.length == 3 ? "<version>" + part[2] + "</version>" : "";
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s%s</dependency>"
                .formatted(part[0], part[1], version, more);
    }

    static String dependencies(String... dependencies) {
        return "<dependencies>" + String.join("", dependencies) + "</dependencies>";
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
