package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a compilation changes on disk.
 *
 * @param contents what files must hold: class files, and what annotation processors generated
 * @param obsolete class files and generated files that must go
 * @param generatedFrom the sources that each generated file follows from; none where that is not known
 * @param whole the modules of which every source took part
 */
public record OutputChanges(
        Map<Path, byte[]> contents, Set<Path> obsolete, Map<Path, Set<Path>> generatedFrom, Set<ProjectModule> whole) {

    public OutputChanges {
        contents = Map.copyOf(contents);
        obsolete = Set.copyOf(obsolete);
        whole = Set.copyOf(whole);
        generatedFrom = Map.copyOf(generatedFrom);
    }
}
