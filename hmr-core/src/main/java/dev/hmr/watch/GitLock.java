package dev.hmr.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether git is changing the working tree at the moment: it keeps {@code index.lock} for as long as a checkout, merge,
 * rebase or stash takes, however long it pauses between two files. Immutable, thread-safe.
 */
final class GitLock {
    /** An older lock is that of a git that waits for an editor, or that was killed, unless files show that it is at work. */
    private static final Duration LONGEST = Duration.ofNanos(Settling.LONGEST);

    /** It may be another tool that writes files, and the lock one that a killed git has left. */
    private static final Duration LONGEST_AT_WORK = Duration.ofMinutes(2);

    private static final String LINK_PREFIX = "gitdir:";

    private final Set<Path> locks;

    private GitLock(Set<Path> locks) {
        this.locks = locks;
    }

    /** Finds the working trees that some directories belong to. */
    static GitLock above(Collection<Path> directories) {
        return new GitLock(directories.stream()
                .flatMap(directory -> gitDirectory(directory).stream())
                .map(git -> git.resolve("index.lock"))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** @param growing whether a tool keeps writing files */
    boolean isHeld(Instant now, boolean growing) {
        for (Path lock : locks) {
            try {
                if (Files.exists(lock) && age(lock, now).compareTo(longest(lock, growing)) < 0) {
                    return true;
                }
            } catch (IOException e) {
                // Released between the two questions.
            }
        }
        return false;
    }

    private static Duration age(Path lock, Instant now) throws IOException {
        return Duration.between(Files.getLastModifiedTime(lock).toInstant(), now)
                .abs();
    }

    /** Git fills its lock once the files are written, and before it starts an editor. */
    private static Duration longest(Path lock, boolean growing) throws IOException {
        return growing && Files.size(lock) == 0 ? LONGEST_AT_WORK : LONGEST;
    }

    private static Optional<Path> gitDirectory(Path directory) {
        for (Path ancestor = directory; ancestor != null; ancestor = ancestor.getParent()) {
            Path git = ancestor.resolve(".git");
            if (Files.isDirectory(git)) {
                return Optional.of(git);
            }
            if (Files.isRegularFile(git)) {
                return linked(git);
            }
        }
        return Optional.empty();
    }

    /** A linked worktree has a file in place of the directory, which says where the directory is. */
    private static Optional<Path> linked(Path link) {
        try {
            String text = Files.readString(link).strip();
            return text.startsWith(LINK_PREFIX)
                    ? Optional.of(link.resolveSibling(
                            text.substring(LINK_PREFIX.length()).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
