package dev.hmr.compile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines, columns and excerpts of a source text, counted in characters: javac's own columns expand tabs. */
final class SourceLines {
    private final CharSequence text;

    SourceLines(CharSequence text) {
        this.text = text;
    }

    /** The diagnostic about the one character at an offset. */
    Diagnostic error(Path file, String message, int offset) {
        return diagnostic(file, message, offset, offset + 1);
    }

    /** The diagnostic about the characters from {@code start} up to but without {@code end}. */
    Diagnostic diagnostic(Path file, String message, int start, int end) {
        int from = Math.max(0, Math.min(start, text.length()));
        int lineStart = startOfLine(from);
        int line = lineNumber(lineStart);
        int column = from - lineStart + 1;
        int endColumn = Math.max(column + 1, Math.min(end, endOfLine(from)) - lineStart + 1);
        return new Diagnostic(file, line, column, endColumn, message, around(lineStart, line));
    }

    private SourceExcerpt around(int lineStart, int line) {
        List<String> lines = new ArrayList<>(3);
        if (lineStart > 0) {
            int previous = startOfLine(lineStart - 1);
            lines.add(text.subSequence(previous, endOfLine(previous)).toString());
        }
        int lineEnd = endOfLine(lineStart);
        lines.add(text.subSequence(lineStart, lineEnd).toString());
        if (lineEnd < text.length()) {
            int next = lineEnd + lengthOfLineEnd(lineEnd);
            lines.add(text.subSequence(next, endOfLine(next)).toString());
        }
        return new SourceExcerpt(lineStart > 0 ? line - 1 : line, lines);
    }

    private int lineNumber(int lineStart) {
        int line = 1;
        for (int i = 0; i < lineStart; i++) {
            if (endsLine(i)) {
                line++;
            }
        }
        return line;
    }

    private int startOfLine(int offset) {
        int start = offset;
        while (start > 0 && !endsLine(start - 1)) {
            start--;
        }
        return start;
    }

    private int endOfLine(int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int lengthOfLineEnd(int offset) {
        return endsLine(offset) ? 1 : 2;
    }

    /** Whether the next character is on a new line; of a CR LF pair only the LF ends the line. */
    private boolean endsLine(int offset) {
        char c = text.charAt(offset);
        boolean pair = offset + 1 < text.length() && text.charAt(offset + 1) == '\n';
        return c == '\n' || (c == '\r' && !pair);
    }
}
