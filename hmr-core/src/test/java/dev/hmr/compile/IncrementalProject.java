package dev.hmr.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A project that is compiled source by source, with whatever is known of its classes kept as a session would. */
final class IncrementalProject implements AutoCloseable {
    final TestProject files;
    final FakeKnownClasses known = new FakeKnownClasses();
    final Compiler javac;
    final IncrementalCompiler compiler;

    IncrementalProject(Path directory) {
        this(new TestProject(directory));
    }

    IncrementalProject(TestProject files) {
        this.files = files;
        Project project = files.discover();
        javac = Compiler.inThisJvm(project).orElseThrow();
        compiler = new IncrementalCompiler(project, javac, known);
    }

    @Override
    public void close() {
        javac.close();
    }

    CompileOutcome change(Path source) {
        return compiler.compile(Set.of(source), Set.of());
    }

    CompileOutcome delete(Path source) {
        return compiler.compile(Set.of(), Set.of(source));
    }

    /** A source that was compiled and written before. */
    Path existing(String relative, String text) {
        Path source = files.write(relative, text);
        write(succeed(change(source)));
        known.rounds.clear();
        known.removals.clear();
        return source;
    }

    /** Writes, and lets the known classes be those. */
    RecordingListener write(Compiled compiled) {
        RecordingListener listener = new RecordingListener();
        try {
            compiler.write(compiled, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compiled.removed().forEach(known::forget);
        compiled.origins()
                .forEach((name, source) -> known.knows(
                        source, name, Objects.requireNonNull(compiled.classes().get(name))));
        return listener;
    }

    Path classFile(String internalName) {
        return files.classes.resolve(internalName + ".class");
    }

    Set<String> classNames() {
        try (Stream<Path> classFiles = Files.list(files.classes.resolve("a"))) {
            return classFiles.map(file -> file.toFile().getName()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Compiled succeed(CompileOutcome outcome) {
        assertThat(outcome).isInstanceOf(Compiled.class);
        return (Compiled) outcome;
    }

    static CompileFailed fail(CompileOutcome outcome) {
        assertThat(outcome).isInstanceOf(CompileFailed.class);
        return (CompileFailed) outcome;
    }
}
