package dev.hmr.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** A history as a scenario folder: see docs/testing.md. */
final class Reproduction {
    private Reproduction() {}

    /** Writes the folder. Returns all that is in it, to be printed. */
    static String write(History history, Path folder) throws IOException {
        StringBuilder printed = new StringBuilder();
        SourceTree before = SourceTree.of(Map.of());
        for (int i = 0; i < history.versions().size(); i++) {
            History.Version version = history.versions().get(i);
            SortedMap<String, String> files = before.changesTo(version.tree());
            files.put("expected", expected(version, i));
            Path step = folder.resolve(i == 0 ? "before" : "edit-" + i);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = step.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
                printed.append("---- ")
                        .append(folder.relativize(path))
                        .append('\n')
                        .append(file.getValue());
            }
            before = version.tree();
        }
        return printed.toString();
    }

    private static String expected(History.Version version, int step) {
        if (!version.build().succeeded()) {
            return "verdict: failed\n";
        }
        StringBuilder lines = new StringBuilder(step == 0 ? "" : "verdict: live\n");
        FreshStart.of(version.build().classes())
                .answers()
                .forEach((route, answer) ->
                        lines.append(route).append(": ").append(answer).append('\n'));
        return lines.toString();
    }
}
