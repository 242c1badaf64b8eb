package dev.hmr.compile;

import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An error or a warning of the compiler. Lines and columns count from 1; a column counts characters, a tab being one.
 *
 * @param file the source, or null when it is about no source in particular; then line and columns are 0 and there is no
 *     excerpt
 * @param endColumn the column after the last one concerned, on the same line
 * @param message what the compiler says, in the developer's language, without the position; may have several lines
 */
public record Diagnostic(
        @Nullable Path file,
        int line,
        int column,
        int endColumn,
        String message,
        @Nullable SourceExcerpt excerpt) implements Serializable {

    /** A message about no source in particular. */
    static Diagnostic general(String message) {
        return new Diagnostic(null, 0, 0, 0, message, null);
    }

    /**
     * A line of carets to print below the line of the excerpt that this is about, under the columns concerned; empty without
     * an excerpt. Tabs before the mark are kept, so that it lines up whatever their width is.
     */
    public String marker() {
        if (excerpt == null) {
            return "";
        }
        String text = excerpt.lines().get(line - excerpt.firstLine());
        String before = text.substring(0, Math.min(column - 1, text.length()));
        int length = Math.min(endColumn - 1, text.length()) - before.length();
        return before.replaceAll("[^\t]", " ") + "^".repeat(Math.max(1, length));
    }

    /** {@code path:line:column: message}, as terminals and editors make it a link. */
    @Override
    public String toString() {
        return file == null ? message : file + ":" + line + ":" + column + ": " + message;
    }
}
