package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a compilation changes on disk.
 *
 * @param contents what files must hold: class files, and what annotation processors generated
 * @param obsolete class files that must go
 */
public record OutputChanges(Map<Path, byte[]> contents, Set<Path> obsolete) {

    public OutputChanges {
        contents = Map.copyOf(contents);
        obsolete = Set.copyOf(obsolete);
    }
}
