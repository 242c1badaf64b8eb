package dev.hmr.benchmarks;

import java.nio.file.Path;

/**
 * A save to come.
 *
 * @param file what is saved
 * @param text what it will hold
 * @param route whose answer shows the edit
 * @param before what the answer holds before the edit is live
 * @param after what it holds from then on
 */
record Edit(EditKind kind, Path file, String text, String route, String before, String after) {
    @Override
    public String toString() {
        return kind + " of " + file + " (" + before + " to " + after + ")";
    }
}
