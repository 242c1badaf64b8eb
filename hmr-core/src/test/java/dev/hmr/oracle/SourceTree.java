package dev.hmr.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sources of a program at one moment.
 *
 * @param files texts by file name below the source root; none is empty
 */
record SourceTree(SortedMap<String, String> files) {
    SourceTree {
        TreeMap<String, String> copy = new TreeMap<>(files);
        copy.values().removeIf(String::isEmpty);
        files = Collections.unmodifiableSortedMap(copy);
    }

    static SourceTree of(Map<String, String> files) {
        return new SourceTree(new TreeMap<>(files));
    }

    /** The Java files below a directory, empty ones included. */
    static Map<String, String> filesIn(Path directory) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".java")).toList()) {
                String name = directory.relativize(path).toString().replace(File.separatorChar, '/');
                found.put(name, Files.readString(path));
            }
        }
        return found;
    }

    /** This tree with some files written; an empty text deletes one. */
    SourceTree with(Map<String, String> changes) {
        Map<String, String> changed = new TreeMap<>(files);
        changed.putAll(changes);
        return of(changed);
    }

    /** What to write to get from this tree to another; an empty text deletes. */
    SortedMap<String, String> changesTo(SourceTree next) {
        SortedMap<String, String> changes = new TreeMap<>(next.files);
        files.forEach((file, text) -> {
            if (!changes.remove(file, text)) {
                changes.putIfAbsent(file, "");
            }
        });
        return changes;
    }
}
