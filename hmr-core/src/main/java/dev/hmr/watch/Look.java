package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one look at a path found. */
sealed interface Look {
    /** Whether both looks found the same. Time stamps do not count. */
    default boolean agreesWith(Look other) {
        return getClass() == other.getClass();
    }

    /**
     * Whether this may be a file in the middle of being saved: emptied to be written, taken away to be put back, or
     * held by its writer.
     */
    default boolean isDoubtful() {
        return true;
    }

    /**
     * A readable file.
     *
     * @param stamp vouches for the content; null if there was none, or it moved while the file was read
     */
    record Present(Content content, @Nullable Stamp stamp) implements Look {
        @Override
        public boolean agreesWith(Look other) {
            return other instanceof Present present && present.content.equals(content);
        }

        @Override
        public boolean isDoubtful() {
            return content.isEmpty();
        }
    }

    /** No file of that name: nothing at all, or a directory. */
    record Missing() implements Look {}

    /** A file that could not be read. */
    record Unreadable(Path path, IOException cause) implements Look {}
}
