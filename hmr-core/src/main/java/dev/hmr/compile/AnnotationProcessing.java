package dev.hmr.compile;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * How annotation processors take part in compiling.
 *
 * @param path where processors and compiler plugins are looked for; empty when nothing is to run
 * @param processors class names of the only processors to run; none when all that are found do
 * @param options what processors are told: {@code -A} options for javac
 * @param complete whether all that the build runs is on the path, so that what they no longer generate is to go
 */
public record AnnotationProcessing(List<Path> path, List<String> processors, List<String> options, boolean complete)
        implements Serializable {
    static final AnnotationProcessing NONE = new AnnotationProcessing(List.of(), List.of(), List.of(), true);

    /** What javac does when nobody tells it more than a class path. */
    static AnnotationProcessing among(ClassPath classPath) {
        return classPath.extendsCompiler()
                ? new AnnotationProcessing(classPath.entries(), List.of(), List.of(), true)
                : NONE;
    }

    public AnnotationProcessing {
        path = List.copyOf(path);
        processors = List.copyOf(processors);
        options = List.copyOf(options);
    }

    boolean isOn() {
        return !path.isEmpty();
    }
}
