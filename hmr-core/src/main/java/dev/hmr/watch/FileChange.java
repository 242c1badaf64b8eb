package dev.hmr.watch;

import java.nio.file.Path;

/**
 * What happened to one file between two change sets.
 *
 * @param path absolute, normalised, and below a watched root as the caller gave it
 * @param kind the difference of before and after, however many events it took
 */
public record FileChange(Path path, Kind kind) {

    /** The difference of before and after. */
    public enum Kind {
        /** The file was not there. */
        CREATED,
        /** The file was there and holds other bytes now. */
        MODIFIED,
        /** The file was there and is no longer. */
        DELETED
    }
}
