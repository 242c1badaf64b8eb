package dev.hmr.compile;

import java.io.Serializable;
import java.util.List;

/** What is asked of a compiler, wherever it runs. */
sealed interface CompilerRequest extends Serializable {

    /** The first one to a {@link JavacServer}, answered with {@link Ready}. */
    record Open(Project project) implements CompilerRequest {}

    /** The server has found its compiler. */
    record Ready() implements Serializable {}

    /**
     * Answered with a {@link Compilation}.
     *
     * @param moving where the class files on disk are not the truth
     * @param module whose settings to compile with, and where annotation processors' output goes
     * @param forPractice whether nobody wants the result, and annotation processors are left alone
     */
    record Compile(List<SourceText> sources, ClassesInMotion moving, ProjectModule module, boolean forPractice)
            implements CompilerRequest {}

    /** Begin the next compilation. Not answered. */
    record Begin() implements CompilerRequest {}
}
