package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills the {@link KnownFiles} from disk, and finds what differs from them. One thread at a time.
 *
 * <p>Taking stock must be cheap, because the caller waits for it, and exact, because an edit may follow at once. So a
 * file whose {@link Stamp} vouches for its content is only noted then and read later: if its stamp is another by that
 * time, it was edited after the stock was taken. Files written a moment before are read at once.
 */
final class Inventory {
    private final KnownFiles known;
    private final ContentReader reader;
    private final BiConsumer<Path, IOException> unreadable;
    private final Deque<Path> unread = new ArrayDeque<>();

    Inventory(KnownFiles known, ContentReader reader, BiConsumer<Path, IOException> unreadable) {
        this.known = known;
        this.reader = reader;
        this.unreadable = unreadable;
    }

    /** Takes all files of a tree for known. */
    void take(WatchedTree tree) {
        Instant now = Instant.now();
        for (Root root : tree.roots()) {
            walk(tree, root, (file, attributes) -> {
                Stamp stamp = Stamp.of(attributes, now);
                if (stamp == null) {
                    known.adopt(file, reader.look(file));
                } else {
                    known.unread(file, stamp);
                    unread.add(file);
                }
            });
        }
    }

    boolean hasUnread() {
        return !unread.isEmpty();
    }

    /** Reads one file that was noted only. Returns it if it was edited since, otherwise null. */
    @Nullable
    Path readNext() {
        Path file = unread.poll();
        if (file == null || !known.isUnread(file)) {
            return null;
        }
        Look look = reader.look(file);
        if (known.judge(file, look) != null) {
            return file;
        }
        known.adopt(file, look);
        return null;
    }

    /** Finds the files below some roots that may differ from what is known. */
    void compare(WatchedTree tree, Collection<Root> roots, Consumer<Path> differing) {
        Instant now = Instant.now();
        Set<Path> missing = new HashSet<>();
        for (Root root : roots) {
            missing.addAll(known.below(root.given()));
        }
        for (Root root : roots) {
            walk(tree, root, (file, attributes) -> {
                missing.remove(file);
                if (!known.isVouchedFor(file, Stamp.of(attributes, now))) {
                    differing.accept(file);
                }
            });
        }
        missing.forEach(differing);
    }

    private void walk(WatchedTree tree, Root root, BiConsumer<Path, BasicFileAttributes> onFile) {
        tree.walk(root.real(), new WatchedTree.Visitor() {
            @Override
            public boolean directory(Path realPath) {
                return true;
            }

            @Override
            public void file(Path realPath, BasicFileAttributes attributes) {
                Path given = tree.givenFile(realPath);
                if (given != null) {
                    onFile.accept(given, attributes);
                }
            }

            @Override
            public void unreadable(Path realPath, IOException cause) {
                unreadable.accept(realPath, cause);
            }
        });
    }
}
