package dev.hmr.compile;

import java.nio.file.Path;

/**
 * Told of each change to an output directory just before it is made, so that a watcher can know it for our own. Called on
 * the thread that writes.
 */
public interface OutputListener {
    /** This content is about to be written to the file, which does not hold it yet. The array must not be changed. */
    void writing(Path file, byte[] content);

    /** This file, which exists, is about to be deleted. */
    void deleting(Path file);
}
