package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What annotation processors generated, and what from. One of three things is true: the sources of every file are known;
 * some files may depend on any source; or it is not known yet, because the build generated them before the session began.
 */
final class GeneratedFiles {
    private final Map<Path, Set<Path>> sources = new HashMap<>();
    private final Set<ProjectModule> complete = new HashSet<>();

    /** The files that follow from these sources. */
    Set<Path> madeFrom(Collection<Path> origins) {
        Set<Path> files = new HashSet<>();
        sources.forEach((file, from) -> {
            if (from.stream().anyMatch(origins::contains)) {
                files.add(file);
            }
        });
        return files;
    }

    /** The sources that a file follows from; none where that is not known. */
    Set<Path> originsOf(Path file) {
        return sources.getOrDefault(file, Set.of());
    }

    /** Everything that was seen being generated. */
    Set<Path> all() {
        return Set.copyOf(sources.keySet());
    }

    /** Whether each file of a module is known with its origins, so that a change of a source concerns no other than these. */
    boolean canBeFollowed(ProjectModule module) {
        return complete.contains(module)
                && sources.entrySet().stream()
                        .noneMatch(file -> file.getValue().isEmpty() && module.wouldGenerate(file.getKey()));
    }

    /**
     * Takes over what a compilation generated.
     *
     * @param whole the modules of which every source took part
     */
    void update(Map<Path, Set<Path>> generated, Set<Path> gone, Set<ProjectModule> whole) {
        sources.keySet().removeAll(gone);
        sources.putAll(generated);
        complete.addAll(whole);
    }
}
