package dev.hmr.session;

import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.compile.Resources;
import dev.hmr.watch.FileChange;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes saved files that are not Java to where the application finds them, as the build would. Session thread only. */
final class SavedResources {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Resources resources;
    private final OutputListener outputs;
    private final Function<Path, String> shortName;
    private final List<Path> roots;

    /**
     * @param watched what is watched besides the project's own directories
     * @param shortName how a file is called in a sentence
     */
    SavedResources(Project project, List<Path> watched, OutputListener outputs, Function<Path, String> shortName) {
        this.resources = new Resources(project);
        this.outputs = outputs;
        this.shortName = shortName;
        this.roots = Stream.concat(
                        project.modules().stream()
                                .flatMap(module -> Stream.concat(
                                        module.resourceRoots().stream(), Stream.of(module.classOutput()))),
                        watched.stream())
                .toList();
    }

    /**
     * What came of it.
     *
     * @param names of all that changed, relative to the roots they lie in
     */
    record Copied(List<String> names, List<String> restartReasons) {
        /** Whether the JDK may keep what was read from one of them, or that there was none, as a resource bundle. */
        boolean mayBeBundles() {
            return names.stream().anyMatch(name -> name.endsWith(".properties"));
        }
    }

    Copied copy(List<FileChange> changes) {
        Set<Path> deleted = new LinkedHashSet<>();
        Set<Path> changed = new LinkedHashSet<>();
        for (FileChange change : changes) {
            (change.kind() == FileChange.Kind.DELETED ? deleted : changed).add(change.path());
        }
        List<String> restartReasons = new ArrayList<>();
        try {
            for (Path unfilled : resources.update(changed, deleted, outputs)) {
                restartReasons.add(
                        shortName.apply(unfilled) + " changed, and has placeholders that only the build fills in");
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "A resource could not be copied to the class path", e);
        }
        List<String> names =
                changes.stream().map(change -> name(change.path())).distinct().toList();
        return new Copied(names, restartReasons);
    }

    private String name(Path resource) {
        return roots.stream()
                .filter(resource::startsWith)
                .map(root -> root.relativize(resource).toString().replace(File.separatorChar, '/'))
                .findFirst()
                .orElseGet(() -> String.valueOf(resource.getFileName()));
    }
}
