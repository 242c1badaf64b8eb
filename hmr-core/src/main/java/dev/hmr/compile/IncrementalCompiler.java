package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles what changed, then whatever that can have invalidated, until nothing more is. Remembers what did not compile, or
 * was not written, and compiles it again with the next change.
 *
 * <p>One thread at a time. Closes nothing: the compiler belongs to whoever found it.
 */
public final class IncrementalCompiler {
    private final Project project;
    private final Compiler compiler;
    private final KnownClasses known;
    private final PendingSources pending = new PendingSources();
    private final GeneratedFiles generated = new GeneratedFiles();

    public IncrementalCompiler(Project project, Compiler compiler, KnownClasses known) {
        this.project = project;
        this.compiler = compiler;
        this.known = known;
    }

    /**
     * Compiles these sources together with those still pending. Writes nothing, and until {@link #write} they all stay
     * pending: a result that a later change supersedes may just be dropped.
     *
     * @param changedSources sources created or modified; one that is not there any more counts as deleted. Sources that an
     *     annotation processor generated are passed over: they are compiled with what they are generated from
     * @throws IllegalArgumentException for a file that is no Java source in one of the modules' source roots
     */
    public CompileOutcome compile(Set<Path> changedSources, Set<Path> deletedSources) {
        Set<Path> descriptors = Stream.concat(changedSources.stream(), deletedSources.stream())
                .filter(IncrementalCompiler::isModuleDescriptor)
                .collect(Collectors.toSet());
        pending.changed(ours(changedSources));
        pending.gone(ours(deletedSources));
        return new CompileLoop(project, compiler, known, pending, generated).run(descriptors);
    }

    /**
     * Compiles a source as it is and lets the result be, because the first time a JVM runs code costs many times the second.
     * Not where annotation processors run: they are not for practice.
     */
    public void rehearse() {
        if (!project.processing().isOn()) {
            PendingSources practice = new PendingSources();
            known.sources().stream().limit(1).forEach(source -> practice.changed(Set.of(source)));
            new CompileLoop(project, compiler, known, practice, new GeneratedFiles()).run(Set.of());
        }
    }

    /**
     * Brings the class-output directories up to date: writes class files whose bytes differ, deletes those of classes that
     * are gone, and writes what annotation processors generated. After that the sources are no longer pending.
     *
     * @throws IOException when a file cannot be written; then the sources stay pending, so that the next change tries again
     */
    public void write(Compiled compiled, OutputListener listener) throws IOException {
        OutputWriter writer = new OutputWriter(listener);
        Path scratch = OutputWriter.scratchFor(project.modules().get(0));
        OutputChanges output = compiled.output();
        for (var file : output.contents().entrySet()) {
            writer.write(file.getKey(), file.getValue(), scratch);
        }
        for (Path file : output.obsolete()) {
            writer.delete(file);
        }
        generated.update(output.generatedFrom(), output.obsolete(), output.whole());
        pending.done(compiled.sources());
    }

    /** Has the compiler begin with what comes next, while nobody waits for it. See {@link Compiler#getReady()}. */
    public void getReady() {
        compiler.getReady();
    }

    private Set<Path> ours(Set<Path> sources) {
        Set<Path> ours = new LinkedHashSet<>();
        for (Path source : sources) {
            Path path = source.toAbsolutePath().normalize();
            if (!path.toString().endsWith(".java") || project.moduleOf(path).isEmpty()) {
                throw new IllegalArgumentException(path + " is no Java source in one of the project's source roots");
            }
            if (!isModuleDescriptor(path) && !project.isGenerated(path)) {
                ours.add(path);
            }
        }
        return ours;
    }

    static boolean isModuleDescriptor(Path source) {
        return source.endsWith("module-info.java");
    }
}
