package dev.hmr.oracle;

import dev.hmr.session.LiveProject;
import dev.hmr.session.ReloadEvent;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program under HMR that is being edited. Its {@code app.App} starts it, see {@link LiveProject}. */
final class RunningProgram implements AutoCloseable {
    private final LiveProject project;
    private final BooleanSupplier inPlace;
    private final Random pauses = new Random(5);
    private SourceTree sources;

    RunningProgram(Path directory, SourceTree sources, Way way) {
        this.inPlace = way.choices();
        this.project = new LiveProject(directory, sources.files());
        this.sources = sources;
    }

    SourceTree sources() {
        return sources;
    }

    ReloadEvent edit(SourceTree next) {
        if (pauses.nextBoolean()) {
            project.settle();
            project.prepareInPlace();
        }
        project.allowInPlace(inPlace.getAsBoolean());
        ReloadEvent event = project.change(sources.changesTo(next));
        sources = next;
        return event;
    }

    SortedMap<String, String> answers() {
        return Answers.of(project.table());
    }

    /** The answer itself; null if there is no such route. */
    @Nullable
    Object ask(String path) {
        return project.table().answers().containsKey(path) ? project.get(path) : null;
    }

    /** What the class-output directory holds, by binary name. */
    SortedMap<String, byte[]> classFiles() {
        SortedMap<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(project.classes())) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".class")).toList()) {
                String file = project.classes().relativize(path).toString();
                String name = file.substring(0, file.length() - ".class".length());
                found.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The top-level classes as they serve now. */
    SortedMap<String, Class<?>> classes() {
        SortedMap<String, Class<?>> classes = new TreeMap<>();
        for (String name : classFiles().keySet()) {
            if (name.indexOf('$') < 0) {
                try {
                    classes.put(name, project.current(name));
                } catch (ClassNotFoundException e) {
                    throw new LinkageError(name, e);
                }
            }
        }
        return classes;
    }

    /** The names of those that are new or not the same class object as before. */
    SortedSet<String> reloadedSince(SortedMap<String, Class<?>> before) {
        SortedSet<String> reloaded = new TreeSet<>();
        classes().forEach((name, type) -> {
            if (before.get(name) != type) {
                reloaded.add(name);
            }
        });
        return reloaded;
    }

    @Override
    public void close() throws IOException {
        project.close();
    }
}
