package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One change on its way through the compiler: round after round with more sources, until a round invalidates nothing that it
 * did not compile itself. A source is read once, so that all rounds see the same text.
 */
final class CompileLoop {
    private final Project project;
    private final Javac javac;
    private final KnownClasses known;
    private final PendingSources pending;

    private final Map<Path, SourceText> texts = new HashMap<>();
    private final Set<Path> sources;
    private final Set<Path> gone;

    CompileLoop(Project project, Javac javac, KnownClasses known, PendingSources pending) {
        this.project = project;
        this.javac = javac;
        this.known = known;
        this.pending = pending;
        this.sources = new TreeSet<>(pending.changed());
        this.gone = new TreeSet<>(pending.gone());
    }

    CompileOutcome run(Set<Path> descriptors) {
        while (true) {
            List<Diagnostic> unreadable = read();
            if (!unreadable.isEmpty()) {
                return new CompileFailed(unreadable, sources, descriptors);
            }
            Map<String, Path> formerClasses = formerClasses();
            Compilation compilation = compile(formerClasses.keySet());
            if (compilation instanceof Compilation.Failure && sources.addAll(constantsFromSources())) {
                continue;
            }
            if (compilation instanceof Compilation.Failure failure) {
                return new CompileFailed(failure.errors(), sources, descriptors);
            }
            Compilation.Success success = (Compilation.Success) compilation;
            Set<String> removed = new HashSet<>(formerClasses.keySet());
            removed.removeAll(success.classes().keySet());
            if (!addInvalidated(known.invalidatedBy(success.classes(), removed), success)) {
                return compiled(success, formerClasses, removed, descriptors);
            }
        }
    }

    /** Reads the sources not read yet. Those that do not exist are gone; the others that cannot be read are errors. */
    private List<Diagnostic> read() {
        List<Diagnostic> errors = new ArrayList<>();
        Set<Path> missing = new TreeSet<>();
        for (Path source : sources) {
            try {
                if (!texts.containsKey(source)) {
                    texts.put(source, SourceText.read(source));
                }
                texts.get(source).malformed().ifPresent(errors::add);
            } catch (IOException e) {
                if (Files.isRegularFile(source)) {
                    errors.add(new Diagnostic(source, 1, 1, 2, "cannot be read: " + e, null));
                } else {
                    missing.add(source);
                }
            }
        }
        sources.removeAll(missing);
        gone.addAll(missing);
        pending.gone(missing);
        return errors;
    }

    /** The classes that the sources defined until now, each with its source. */
    private Map<String, Path> formerClasses() {
        Map<String, Path> classes = new HashMap<>();
        for (Set<Path> paths : List.of(gone, sources)) {
            paths.forEach(source -> known.definedBy(source).forEach(name -> classes.put(name, source)));
        }
        return classes;
    }

    private Compilation compile(Set<String> formerClasses) {
        if (sources.isEmpty()) {
            return new Compilation.Success(Map.of(), Map.of(), Map.of(), List.of());
        }
        List<SourceText> inputs = sources.stream().map(texts::get).toList();
        return javac.compile(inputs, formerClasses, leadingModule());
    }

    /**
     * The module whose settings are used for all: of the modules involved the first on the class path, since that is where
     * the application itself usually comes, before the modules that it uses.
     */
    private ProjectModule leadingModule() {
        Set<ProjectModule> involved = new HashSet<>();
        sources.forEach(source -> involved.add(moduleOf(source)));
        return project.modules().stream().filter(involved::contains).findFirst().orElseThrow();
    }

    /** What an error may be due to, such as a duplicate case label, that a clean build does not have. */
    private Set<Path> constantsFromSources() {
        Set<Path> derived = new TreeSet<>(known.constantsFrom(Set.copyOf(sources)));
        derived.removeAll(gone);
        derived.removeIf(project::isGenerated);
        return derived;
    }

    /** Adds what was invalidated and not compiled in this round; false when there is nothing. */
    private boolean addInvalidated(Set<Path> invalidated, Compilation.Success success) {
        Set<Path> written = new TreeSet<>();
        Set<Path> generated = new TreeSet<>();
        for (Path source : invalidated) {
            boolean done = sources.contains(source)
                    || gone.contains(source)
                    || success.generated().containsKey(source)
                    || IncrementalCompiler.isModuleDescriptor(source);
            if (!done) {
                (project.isGenerated(source) ? generated : written).add(source);
            }
        }
        if (!written.isEmpty()) {
            // These may be what generated sources are made from; javac refuses a source both given and generated.
            sources.removeIf(project::isGenerated);
            return sources.addAll(written);
        }
        return sources.addAll(generated);
    }

    private Compiled compiled(
            Compilation.Success success, Map<String, Path> formerClasses, Set<String> removed, Set<Path> descriptors) {
        Map<Path, byte[]> contents = new LinkedHashMap<>(success.generated());
        success.classes()
                .forEach((name, bytes) -> contents.put(moduleOf(name, success).classFile(name), bytes));
        Set<Path> obsolete = new HashSet<>();
        formerClasses.forEach((name, source) -> obsolete.add(moduleOf(source).classFile(name)));
        // By file rather than by name: a class may have moved to another module.
        obsolete.removeAll(contents.keySet());

        Set<Path> done = new HashSet<>(sources);
        done.addAll(gone);
        return new Compiled(
                success.classes(),
                success.origins(),
                removed,
                done,
                new OutputChanges(contents, obsolete),
                success.warnings(),
                descriptors);
    }

    private ProjectModule moduleOf(String className, Compilation.Success success) {
        Path origin = success.origins().get(className);
        return origin == null ? leadingModule() : moduleOf(origin);
    }

    private ProjectModule moduleOf(Path source) {
        return project.moduleOf(source)
                .orElseThrow(
                        () -> new IllegalArgumentException(source + " lies in none of the project's source roots"));
    }
}
