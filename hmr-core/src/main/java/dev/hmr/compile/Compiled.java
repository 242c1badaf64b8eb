package dev.hmr.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the change can have invalidated compiles. Nothing is on disk yet: see {@link IncrementalCompiler#write}.
 *
 * @param classes class files by binary name, also those that came out as they were
 * @param origins the source of each of those classes, by binary name; a class that an annotation processor wrote without a
 *     source has none
 * @param removed binary names of classes that no source defines any more
 * @param sources what was compiled, and what is gone
 * @param output what {@code write} has to do
 */
public record Compiled(
        Map<String, byte[]> classes,
        Map<String, Path> origins,
        Set<String> removed,
        Set<Path> sources,
        OutputChanges output,
        List<Diagnostic> warnings,
        Set<Path> moduleDescriptors)
        implements CompileOutcome {

    public Compiled {
        classes = Map.copyOf(classes);
        origins = Map.copyOf(origins);
        removed = Set.copyOf(removed);
        sources = Set.copyOf(sources);
        warnings = List.copyOf(warnings);
        moduleDescriptors = Set.copyOf(moduleDescriptors);
    }
}
