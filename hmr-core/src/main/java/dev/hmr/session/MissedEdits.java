package dev.hmr.session;

import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectModule;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sources that the application was not started from: saved after their class files were written, by a build that had
 * passed them, or while {@code main} was loading something large and nobody watched yet. Here time stamps must do, for
 * what the files held before is not known; a source named without need compiles to what it was.
 */
final class MissedEdits {
    private final Project project;
    private final FileTime since;

    /** @param started when the JVM was; a source without a class file of its name counts if it was saved later */
    MissedEdits(Project project, FileTime started) {
        this.project = project;
        this.since = started;
    }

    Optional<ChangeSet> find() {
        List<FileChange> changes = new ArrayList<>();
        for (ProjectModule module : project.modules()) {
            for (Path root : module.sourceRoots()) {
                try {
                    Files.walkFileTree(root, new NewerThanClassFiles(module, root, changes));
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot look through the sources in " + root, e);
                }
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new ChangeSet(changes, System.nanoTime()));
    }

    private final class NewerThanClassFiles extends SimpleFileVisitor<Path> {
        private static final String JAVA = ".java";

        private final ProjectModule module;
        private final Path root;
        private final List<FileChange> changes;

        NewerThanClassFiles(ProjectModule module, Path root, List<FileChange> changes) {
            this.module = module;
            this.root = root;
            this.changes = changes;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(JAVA) && attributes.lastModifiedTime().compareTo(built(file)) > 0) {
                changes.add(new FileChange(file, FileChange.Kind.MODIFIED));
            }
            return FileVisitResult.CONTINUE;
        }

        private FileTime built(Path source) {
            String path = root.relativize(source).toString();
            String name = path.substring(0, path.length() - JAVA.length());
            try {
                return Files.getLastModifiedTime(
                        module.classFile(name.replace(FileSystems.getDefault().getSeparator(), ".")));
            } catch (IOException e) {
                return since; // A package-info, a source whose class is called otherwise, or a new one.
            }
        }
    }
}
