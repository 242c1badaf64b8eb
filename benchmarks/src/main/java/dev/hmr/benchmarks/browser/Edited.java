package dev.hmr.benchmarks.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A file that is saved again and again, and how a page shows it.
 *
 * @param file must exist
 * @param text what the file holds at each revision
 * @param seen for each revision, a JavaScript expression that is true in the page once it shows it
 */
record Edited(Path file, IntFunction<String> text, IntFunction<String> seen) {
    /** A style sheet that indents the heading by as many pixels. */
    static Edited styleSheet(Path file) {
        return new Edited(
                file,
                revision -> "h1 { text-indent: " + revision + "px; }\n",
                revision -> "getComputedStyle(document.querySelector('h1')).textIndent === '" + revision + "px'");
    }

    /** Writes the file in place, as an editor does. */
    void save(int revision) throws IOException {
        Files.writeString(file, text.apply(revision));
    }
}
