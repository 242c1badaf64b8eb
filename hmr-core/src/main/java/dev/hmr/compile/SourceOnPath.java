package dev.hmr.compile;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/**
 * A source that lies where its package says, below a source root.
 *
 * @param className of the class that the file is named after
 */
record SourceOnPath(SourceText text, String className) {

    /** Empty if the source lies elsewhere, or is of no class, such as {@code package-info.java}. */
    static Optional<SourceOnPath> of(SourceText text, ProjectModule module) {
        Path path = text.path();
        return module.sourceRoots().stream()
                .filter(path::startsWith)
                .map(root -> root.relativize(path).toString())
                .filter(file -> file.endsWith(".java"))
                .map(file -> file.substring(0, file.length() - ".java".length()).replace(File.separatorChar, '.'))
                .filter(SourceVersion::isName)
                .findFirst()
                .map(name -> new SourceOnPath(text, name));
    }

    String packageName() {
        return ClassesInMotion.packageOf(className);
    }
}
