package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the project's classes as they were after the last successful compilation was written. Asked on the
 * thread that compiles.
 */
public interface KnownClasses {
    /** Binary names of the classes that exist now and came from this source; empty for a source not known. */
    Set<String> definedBy(Path source);

    /** Every source that classes came from, generated ones among them. */
    Set<Path> sources();

    /**
     * The sources that must be compiled as well, because classes changed or went away. May name sources that were just
     * compiled.
     *
     * @param compiled new class files by binary name, whether they differ from the old ones or not
     * @param removed binary names of classes that no longer exist
     */
    Set<Path> invalidatedBy(Map<String, byte[]> compiled, Set<String> removed);

    /**
     * The other sources with constants that may be computed from constants of these, directly or not. Until they are compiled
     * as well, their class files have old values, which can clash with the new ones.
     */
    default Set<Path> constantsFrom(Set<Path> sources) {
        return Set.of();
    }
}
