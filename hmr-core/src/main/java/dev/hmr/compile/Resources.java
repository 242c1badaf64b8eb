package dev.hmr.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Copies resources to class-output directories as the build does, but for those with placeholders that only the build can
 * fill in. One thread at a time.
 */
public final class Resources {
    /** What Maven looks for: <code>${name}</code> and {@code @name@}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}\\s]+}|@[^@\\s]+@");

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
     * @return the resources that were not copied, because the build would have filled in their placeholders
     * @throws IOException when a file cannot be read, written or deleted; the others may have been copied
     */
    public Set<Path> update(Set<Path> changed, Set<Path> deleted, OutputListener listener) throws IOException {
        OutputWriter writer = new OutputWriter(listener);
        Set<Path> leftToTheBuild = new TreeSet<>();
        for (Path resource : changed) {
            Optional<Path> target = target(resource);
            if (target.isPresent() && !copy(resource, target.get(), writer)) {
                leftToTheBuild.add(resource);
            }
        }
        for (Path resource : deleted) {
            Optional<Path> target = target(resource);
            if (target.isPresent()) {
                writer.delete(target.get());
            }
        }
        return leftToTheBuild;
    }

    private boolean copy(Path resource, Path target, OutputWriter writer) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(resource);
        } catch (NoSuchFileException e) {
            writer.delete(target);
            return true;
        }
        if (hasPlaceholders(resource, content)) {
            return false;
        }
        writer.write(target, content, OutputWriter.scratchFor(project.modules().get(0)));
        return true;
    }

    private boolean hasPlaceholders(Path resource, byte[] content) {
        return project.filteredResources().stream().anyMatch(filtered -> filtered.covers(resource))
                && PLACEHOLDER
                        .matcher(new String(content, StandardCharsets.ISO_8859_1))
                        .find();
    }

    private static boolean isSource(Path file, Project.Home home) {
        return file.toString().endsWith(".java") && home.module().sourceRoots().contains(home.root());
    }
}
