package dev.hmr.session;

import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectModule;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sources that were saved while the application was starting and nobody watched yet. Here time stamps must do, for
 * what the files held before is not known; a source named without need compiles to what it was.
 */
final class MissedEdits {
    /** File systems stamp with the time of the last clock tick. */
    private static final Duration CLOCK_TICK = Duration.ofMillis(20);

    private final Project project;
    private final Instant since;

    /**
     * Looks for saves since a moment.
     *
     * @param opened when the application was about to start
     */
    MissedEdits(Project project, Instant opened) {
        this.project = project;
        this.since = opened.minus(CLOCK_TICK);
    }

    Optional<ChangeSet> find() {
        List<FileChange> changes = new ArrayList<>();
        for (ProjectModule module : project.modules()) {
            for (Path root : module.sourceRoots()) {
                recentlySaved(root).forEach(file -> changes.add(new FileChange(file, FileChange.Kind.MODIFIED)));
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new ChangeSet(changes, System.nanoTime()));
    }

    private List<Path> recentlySaved(Path root) {
        try (Stream<Path> found = Files.find(
                root,
                Integer.MAX_VALUE,
                (path, attributes) -> attributes.isRegularFile()
                        && path.toString().endsWith(".java")
                        && attributes.lastModifiedTime().toInstant().isAfter(since))) {
            return found.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look through the sources in " + root, e);
        }
    }
}
