package dev.hmr.session;

import dev.hmr.compile.Project;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files of a change set by what they mean to the project. */
record SavedFiles(Set<Path> sources, Set<Path> deletedSources, Set<Path> classFiles, List<FileChange> resources) {

    static SavedFiles of(ChangeSet set, Project project) {
        SavedFiles files =
                new SavedFiles(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        for (FileChange change : set.changes()) {
            Path path = change.path();
            boolean deleted = change.kind() == FileChange.Kind.DELETED;
            if (path.toString().endsWith(".class") && isOutput(path, project)) {
                files.classFiles.add(path);
            } else if (path.toString().endsWith(".java")
                    && project.moduleOf(path).isPresent()) {
                (deleted ? files.deletedSources : files.sources).add(path);
            } else {
                files.resources.add(change);
            }
        }
        return files;
    }

    private static boolean isOutput(Path path, Project project) {
        return project.modules().stream().anyMatch(module -> path.startsWith(module.classOutput()));
    }

    /** These sources but those that were saved. */
    Set<Path> without(Set<Path> compiled) {
        Set<Path> others = new LinkedHashSet<>(compiled);
        others.removeAll(sources);
        others.removeAll(deletedSources);
        return others;
    }

    boolean hasSources() {
        return !sources.isEmpty() || !deletedSources.isEmpty();
    }
}
