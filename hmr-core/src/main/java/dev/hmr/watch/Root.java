package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory to watch, which need not exist, or a single file.
 *
 * @param given as the caller named it, absolute and normalised; paths are reported below it
 * @param real where that is once symbolic links are followed; events are expected below it
 */
record Root(Path given, Path real) {
    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", ".git");

    /** {@code build/classes/java/main} is the deepest layout in use, in a module whose build file is a level up. */
    private static final int BUILD_FILE_LEVELS = 6;

    /** {@code target/classes}: a clean build deletes both. */
    private static final int USUAL_LEVELS = 2;

    static Root of(Path path) {
        Path given = path.toAbsolutePath().normalize();
        return new Root(given, real(given));
    }

    Path givenPath(Path realPath) {
        return given.resolve(real.relativize(realPath));
    }

    /**
     * The directory to watch from, above this root, so that its disappearing and coming back are seen. Build tools
     * delete directories, but not the one that holds the build file; where there is none, two levels must do.
     */
    Path anchor() {
        Path ancestor = real.getParent();
        for (int level = 1; ancestor != null && level <= BUILD_FILE_LEVELS; level++) {
            if (holdsBuildFile(ancestor)) {
                return ancestor;
            }
            ancestor = ancestor.getParent();
        }
        Path above = real;
        for (int level = 1; above.getParent() != null && level <= USUAL_LEVELS; level++) {
            above = above.getParent();
        }
        return nearestExisting(above);
    }

    private static boolean holdsBuildFile(Path directory) {
        return BUILD_FILES.stream().anyMatch(name -> Files.exists(directory.resolve(name)));
    }

    private static Path nearestExisting(Path path) {
        Path existing = path;
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static Path real(Path given) {
        Path existing = nearestExisting(given);
        try {
            // A root that is a file is not resolved itself: events name it by its own name.
            return existing.toRealPath().resolve(existing.relativize(given)).normalize();
        } catch (IOException e) {
            return given;
        }
    }
}
