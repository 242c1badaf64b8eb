package dev.hmr.compile;

import java.nio.file.Path;
import java.util.Set;

/** What became of a change to sources. */
public sealed interface CompileOutcome permits Compiled, CompileFailed {
    /**
     * The {@code module-info.java} files that changed or were deleted. They are not compiled, since the application runs on
     * the class path; what they say has an effect when the application is built and started again.
     */
    Set<Path> moduleDescriptors();
}
