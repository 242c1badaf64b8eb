package dev.hmr.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The sources do not compile; nothing was changed. They stay pending: the next change compiles them again.
 *
 * @param errors at least one
 * @param sources what was compiled when it failed, unedited dependents among it
 */
public record CompileFailed(List<Diagnostic> errors, Set<Path> sources, Set<Path> moduleDescriptors)
        implements CompileOutcome {

    public CompileFailed {
        errors = List.copyOf(errors);
        sources = Set.copyOf(sources);
        moduleDescriptors = Set.copyOf(moduleDescriptors);
    }
}
