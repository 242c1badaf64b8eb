package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What to compile for practice, and for how long. One thread at a time. */
final class WarmUp {
    /**
     * After this much a warm compiler still gets faster, but only by little: the just-in-time compiler takes some hundred
     * runs. Measured on two cores, the median of the next fifty compilations fell from 70 ms after 60 rounds to 26 ms.
     */
    private static final int ROUNDS = 150;

    private static final Duration LIMIT = Duration.ofSeconds(12);
    private static final int OWN_SOURCES = 16;
    private static final int SOURCES_LOOKED_AT = 3_000;
    private static final long LARGEST_SOURCE_BYTES = 64 * 1024;

    private final Deque<Exercise> exercises;
    private final long startNanos = System.nanoTime();
    private int rounds;

    /** Compiles and lets the result be. */
    interface Trial {
        Compilation compile(Collection<SourceText> sources, ProjectModule module);
    }

    private record Exercise(SourceText source, ProjectModule module) {}

    private WarmUp(Deque<Exercise> exercises) {
        this.exercises = exercises;
    }

    /** Practice with the project's most recently edited sources: where one edits next is near to where one edited last. */
    static WarmUp of(Project project) {
        Deque<Exercise> exercises = new ArrayDeque<>();
        ProjectModule first = project.modules().get(0);
        Path nowhere = first.classOutput().resolve("hmr/warmup/WarmUpProgram.java");
        exercises.add(new Exercise(SourceText.of(nowhere, WarmUpProgram.TEXT), first));
        for (Path path : lastEdited(project)) {
            try {
                SourceText source = SourceText.read(path);
                project.moduleOf(path).ifPresent(module -> exercises.add(new Exercise(source, module)));
            } catch (IOException e) {
                // Gone since it was listed; the others are practice enough.
            }
        }
        return new WarmUp(exercises);
    }

    boolean hasNext() {
        return rounds < ROUNDS && System.nanoTime() - startNanos < LIMIT.toNanos() && !exercises.isEmpty();
    }

    void next(Trial trial) {
        rounds++;
        Exercise exercise = exercises.removeFirst();
        Compilation result = trial.compile(List.of(exercise.source()), exercise.module());
        if (result instanceof Compilation.Success) {
            exercises.addLast(exercise);
        }
    }

    private static List<Path> lastEdited(Project project) {
        return project.modules().stream()
                .flatMap(module -> module.sourceRoots().stream())
                .flatMap(root -> JavaSources.in(root, SOURCES_LOOKED_AT).stream())
                .filter(path -> path.toFile().length() <= LARGEST_SOURCE_BYTES)
                // Each is asked once: while they are sorted, git may be writing them.
                .map(path -> new Dated(path, path.toFile().lastModified()))
                .sorted(Comparator.comparingLong(Dated::modified).reversed())
                .limit(OWN_SOURCES)
                .map(Dated::path)
                .toList();
    }

    private record Dated(Path path, long modified) {}
}
