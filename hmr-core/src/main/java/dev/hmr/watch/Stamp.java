package dev.hmr.watch;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file's attributes where they vouch for its content: as long as the stamp is the same, so are the bytes. It saves
 * reading files that nothing says changed; where an event names a file, its bytes are read whatever the stamp.
 */
record Stamp(long size, FileTime modified, @Nullable Object fileKey) {

    /**
     * A file written a moment ago may be written again without its time stamp moving on. The coarsest clock of a file
     * system in use (FAT) ticks every two seconds.
     */
    private static final Duration COARSEST_TICK = Duration.ofSeconds(2);

    /** The stamp of a file, or null if it was written too recently for its time stamp to prove anything. */
    static @Nullable Stamp of(BasicFileAttributes attributes, Instant now) {
        FileTime modified = attributes.lastModifiedTime();
        return modified.toInstant().isBefore(now.minus(COARSEST_TICK))
                ? new Stamp(attributes.size(), modified, attributes.fileKey())
                : null;
    }
}
