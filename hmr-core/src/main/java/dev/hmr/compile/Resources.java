package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Copies resources to class-output directories as the build does, byte by byte: a build that fills in placeholders does more.
 * One thread at a time.
 */
public final class Resources {
    private final Project project;

    public Resources(Project project) {
        this.project = project;
    }

    /** The file that a resource is copied to; empty for a file in no resource root, and for a source among resources. */
    public Optional<Path> target(Path resource) {
        return project.resourceHome(resource)
                .filter(home -> !isSource(resource, home))
                .map(home -> home.module().classOutput().resolve(home.root().relativize(resource)));
    }

    /**
     * Copies what changed and deletes the copies of what is gone. Files that are no resources are passed over; a changed one
     * that is not there any more counts as deleted.
     *
     * @throws IOException when a file cannot be read, written or deleted; the others may have been copied
     */
    public void update(Set<Path> changed, Set<Path> deleted, OutputListener listener) throws IOException {
        OutputWriter writer = new OutputWriter(listener);
        for (Path resource : changed) {
            Optional<Path> target = target(resource);
            if (target.isPresent()) {
                copy(resource, target.get(), writer);
            }
        }
        for (Path resource : deleted) {
            Optional<Path> target = target(resource);
            if (target.isPresent()) {
                writer.delete(target.get());
            }
        }
    }

    private void copy(Path resource, Path target, OutputWriter writer) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(resource);
        } catch (NoSuchFileException e) {
            writer.delete(target);
            return;
        }
        writer.write(target, content, OutputWriter.scratchFor(project.modules().get(0)));
    }

    private static boolean isSource(Path file, Project.Home home) {
        return file.toString().endsWith(".java") && home.module().sourceRoots().contains(home.root());
    }
}
