package dev.hmr.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How one run of javac ended. */
sealed interface Compilation {

    /**
     * The task says so and reported no error.
     *
     * @param classes class files by binary name
     * @param origins the source of each of those classes, by binary name
     * @param generated what annotation processors wrote apart from classes, by the file it belongs into
     */
    record Success(
            Map<String, byte[]> classes,
            Map<String, Path> origins,
            Map<Path, byte[]> generated,
            List<Diagnostic> warnings)
            implements Compilation {}

    /**
     * Nothing of it may be used.
     *
     * @param errors at least one
     */
    record Failure(List<Diagnostic> errors) implements Compilation {

        static Failure because(String message) {
            return new Failure(List.of(Diagnostic.general(message)));
        }
    }
}
