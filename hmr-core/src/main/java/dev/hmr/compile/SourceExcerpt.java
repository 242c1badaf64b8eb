package dev.hmr.compile;

import java.io.Serializable;
import java.util.List;

/**
 * The lines around an error: the line itself with one before and one after, where they exist, without line ends.
 *
 * @param firstLine the number of the first of the lines, counted from 1
 */
public record SourceExcerpt(int firstLine, List<String> lines) implements Serializable {

    public SourceExcerpt {
        lines = List.copyOf(lines);
    }
}
