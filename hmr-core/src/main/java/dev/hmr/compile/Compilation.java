package dev.hmr.compile;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How one run of javac ended. */
sealed interface Compilation extends Serializable {

    /**
     * The task says so and reported no error.
     *
     * @param classes class files by binary name
     * @param origins the source of each of those classes, by binary name
     * @param generated what annotation processors wrote apart from classes, by the file it belongs into
     * @param generatedFrom the sources that each of those files follows from, and from nothing else; none where that is not
     *     known
     */
    record Success(
            Map<String, byte[]> classes,
            Map<String, Path> origins,
            Map<Path, byte[]> generated,
            Map<Path, Set<Path>> generatedFrom,
            List<Diagnostic> warnings)
            implements Compilation {
        static final Success OF_NOTHING = new Success(Map.of(), Map.of(), Map.of(), Map.of(), List.of());

        /** This and what was compiled next, of other sources. */
        Success and(Success next) {
            return new Success(
                    union(classes, next.classes),
                    union(origins, next.origins),
                    union(generated, next.generated),
                    union(generatedFrom, next.generatedFrom),
                    Stream.concat(warnings.stream(), next.warnings.stream()).toList());
        }

        private static <K, V> Map<K, V> union(Map<K, V> one, Map<K, V> other) {
            Map<K, V> all = new HashMap<>(one);
            all.putAll(other);
            return all;
        }
    }

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
