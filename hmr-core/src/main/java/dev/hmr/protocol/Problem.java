package dev.hmr.protocol;

import java.util.List;

/**
 * One thing that is wrong, and where.
 *
 * @param file a short name for display, never a path to be opened; empty when there is no file to name
 * @param line line in the file, from 1; 0 when unknown. It is the line that is marked in the excerpt
 * @param column character in the line, from 1, a tab counting as one; 0 when unknown
 * @param message what is wrong, possibly several lines
 * @param excerpt the source around the line; may be empty
 */
public record Problem(String file, int line, int column, String message, List<ExcerptLine> excerpt) {
    public Problem {
        excerpt = List.copyOf(excerpt);
    }

    /** An exception of which no more is known than it says itself, but for what looks like a secret. */
    public static Problem of(Throwable thrown) {
        return new Problem("", 0, 0, Redaction.usual().of(thrown.toString()), List.of());
    }

    /**
     * A line of source.
     *
     * @param number its number in the file, from 1
     * @param text its text without the line end
     */
    public record ExcerptLine(int number, String text) {}
}
