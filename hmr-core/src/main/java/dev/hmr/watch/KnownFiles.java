package dev.hmr.watch;

import dev.hmr.watch.FileChange.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files as the listener knows them: what was there at the start, plus every change delivered or announced since.
 * One thread at a time.
 */
final class KnownFiles {
    private final Map<Path, Known> files = new HashMap<>();

    /** A file that exists and is not read yet; its stamp vouches for what it holds. */
    void unread(Path file, Stamp stamp) {
        files.put(file, new Known(null, stamp));
    }

    /** Takes a content for known, without a look at the file. */
    void expect(Path file, Content content) {
        files.put(file, new Known(content, null));
    }

    void forget(Path file) {
        files.remove(file);
    }

    /** What a look at the file means: the change it shows, or null if it shows none. */
    @Nullable
    Kind judge(Path file, Look look) {
        Known before = files.get(file);
        if (look instanceof Look.Present present) {
            if (before == null) {
                return Kind.CREATED;
            }
            return before.holds(present) ? null : Kind.MODIFIED;
        }
        return look instanceof Look.Missing && before != null ? Kind.DELETED : null;
    }

    /** Takes what a look found for known. */
    void adopt(Path file, Look look) {
        if (look instanceof Look.Present present) {
            files.put(file, new Known(present.content(), present.stamp()));
        } else if (look instanceof Look.Missing) {
            files.remove(file);
        }
    }

    boolean isUnread(Path file) {
        Known known = files.get(file);
        return known != null && known.content == null;
    }

    /** Whether the file needs no look: it is known, and its stamp still vouches for it. */
    boolean isVouchedFor(Path file, @Nullable Stamp stamp) {
        Known known = files.get(file);
        return known != null && stamp != null && stamp.equals(known.stamp);
    }

    boolean contains(Path file) {
        return files.containsKey(file);
    }

    /** The known files at and below a path. */
    List<Path> below(Path path) {
        return files.keySet().stream().filter(file -> file.startsWith(path)).toList();
    }

    /** A known file: its content, or while that is null, the stamp that vouches for it. */
    private record Known(
            @Nullable Content content, @Nullable Stamp stamp) {
        boolean holds(Look.Present present) {
            return content != null ? content.equals(present.content()) : stamp != null && stamp.equals(present.stamp());
        }
    }
}
