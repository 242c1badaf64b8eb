package dev.hmr.watch;

import java.util.List;

/**
 * What one save, or one {@code git checkout}, changed. Never empty, each path once, in the order first noticed.
 *
 * @param changes the files whose contents differ
 * @param detectedNanos {@link System#nanoTime()} at the first event of the set
 */
public record ChangeSet(List<FileChange> changes, long detectedNanos) {
    public ChangeSet {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("a change set has at least one change");
        }
    }
}
