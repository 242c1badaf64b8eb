package dev.hmr.compile;

import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A directory of class files on the class path, and what it is made from. All paths are absolute and normalized.
 *
 * @param classOutput where class files are written and where copied resources go
 * @param sourceRoots existing directories of Java sources; empty when they are not known, so that class files can only be
 *     followed
 * @param resourceRoots existing directories whose files the build copies to {@code classOutput}; may equal a source root
 * @param generatedSources where annotation processors put the sources they generate; need not exist
 * @param settings how the module is compiled
 */
public record ProjectModule(
        Path classOutput,
        List<Path> sourceRoots,
        List<Path> resourceRoots,
        Path generatedSources,
        CompilerSettings settings)
        implements Serializable {

    public ProjectModule {
        sourceRoots = List.copyOf(sourceRoots);
        resourceRoots = List.copyOf(resourceRoots);
    }

    /** The file that holds, or would hold, the class with this binary name. */
    public Path classFile(String binaryName) {
        return classOutput.resolve(binaryName.replace('.', File.separatorChar) + ".class");
    }

    /** Whether a generated file is one of this module's. */
    boolean wouldGenerate(Path file) {
        return file.startsWith(generatedSources) || file.startsWith(classOutput);
    }
}
