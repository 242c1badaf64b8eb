package dev.hmr.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One change on its way through the compiler: round after round with more sources, until a round invalidates nothing that it
 * did not compile itself. A source is read once, so that all rounds see the same text.
 */
final class CompileLoop {
    /**
     * When so large a share of the sources changed, all are compiled in one run. A run takes what its sources take, whatever
     * their number (benchmarks, CompiledShare): of 1,000, half take 42 % of the time of all, so one run over all pays as soon
     * as 58 % of such changes concern the rest as well. Of changes of this size, as another branch brings them, most do.
     */
    private static final double ALL_FROM_SHARE = 0.5;

    private static final int FEW_SOURCES = 10;

    private final Project project;
    private final Compiler compiler;
    private final KnownClasses known;
    private final PendingSources pending;
    private final GeneratedFiles generated;

    private final Map<Path, SourceText> texts = new HashMap<>();
    private final Set<Path> sources;
    private final Set<Path> gone;
    /** The modules of which every source takes part. All are compiled one by one then, as processors expect it. */
    private final Set<ProjectModule> whole = new HashSet<>();

    CompileLoop(
            Project project, Compiler compiler, KnownClasses known, PendingSources pending, GeneratedFiles generated) {
        this.project = project;
        this.compiler = compiler;
        this.known = known;
        this.pending = pending;
        this.generated = generated;
        this.sources = new TreeSet<>(pending.changed());
        this.gone = new TreeSet<>(pending.gone());
    }

    CompileOutcome run(Set<Path> descriptors) {
        if (concernsManySources()) {
            sources.addAll(writtenSources(project.modules()));
        }
        while (true) {
            addWhatProcessorsNeed(involvedModules());
            List<Diagnostic> unreadable = read();
            if (!unreadable.isEmpty()) {
                return new CompileFailed(unreadable, sources, descriptors);
            }
            Map<String, Path> formerClasses = formerClasses();
            Compilation compilation = compile(formerClasses);
            if (compilation instanceof Compilation.Failure && sources.addAll(constantsFromSources())) {
                continue;
            }
            if (compilation instanceof Compilation.Failure failure) {
                return new CompileFailed(failure.errors(), sources, descriptors);
            }
            Compilation.Success success = (Compilation.Success) compilation;
            Set<String> removed = new HashSet<>(formerClasses.keySet());
            removed.removeAll(success.classes().keySet());
            boolean more =
                    addUnseen(success) || addInvalidated(known.invalidatedBy(success.classes(), removed), success);
            if (!more) {
                return compiled(success, formerClasses, removed, descriptors);
            }
        }
    }

    private boolean concernsManySources() {
        int changed = sources.size() + gone.size();
        return changed > FEW_SOURCES
                && changed > ALL_FROM_SHARE * known.sources().size();
    }

    private Set<ProjectModule> involvedModules() {
        return Stream.concat(sources.stream(), gone.stream())
                .map(this::moduleOf)
                .collect(Collectors.toSet());
    }

    /** Where it is not known which sources generated files follow from, it may be all of the module. */
    private void addWhatProcessorsNeed(Set<ProjectModule> involved) {
        for (ProjectModule module : involved) {
            boolean generates = generatedIn(module).findAny().isPresent();
            if (generates && !generated.canBeFollowed(module)) {
                addWhole(module);
            }
        }
    }

    /** Adds the modules in which something was generated for which a processor may have wanted to see more sources. */
    private boolean addUnseen(Compilation.Success success) {
        boolean added = false;
        for (var file : success.generatedFrom().entrySet()) {
            if (file.getValue().isEmpty()) {
                for (ProjectModule module : project.modules()) {
                    added |= module.wouldGenerate(file.getKey()) && addWhole(module);
                }
            }
        }
        return added;
    }

    private boolean addWhole(ProjectModule module) {
        if (!whole.add(module)) {
            return false;
        }
        sources.removeIf(project::isGenerated);
        sources.addAll(writtenSources(List.of(module)));
        return true;
    }

    private Set<Path> writtenSources(Collection<ProjectModule> modules) {
        return known.sources().stream()
                .filter(source -> !gone.contains(source) && !project.isGenerated(source))
                .filter(source ->
                        project.moduleOf(source).filter(modules::contains).isPresent())
                .collect(Collectors.toSet());
    }

    /** What annotation processors generated in a module, in this session or in the build before it. */
    private Stream<Path> generatedIn(ProjectModule module) {
        return Stream.concat(generated.all().stream(), known.sources().stream().filter(project::isGenerated))
                .filter(module::wouldGenerate);
    }

    /** The generated files that go with the sources: they are generated again, or to go. */
    private Set<Path> formerlyGenerated() {
        Set<Path> files = Stream.of(sources, gone)
                .flatMap(origins -> generated.madeFrom(origins).stream())
                .collect(Collectors.toSet());
        if (project.processing().complete()) {
            whole.forEach(module -> generatedIn(module).forEach(files::add));
        }
        return files;
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

    /** The classes that the sources, and what was generated from them, defined until now, each with its source. */
    private Map<String, Path> formerClasses() {
        Map<String, Path> classes = new HashMap<>();
        for (Set<Path> paths : List.of(formerlyGenerated(), gone, sources)) {
            paths.forEach(source -> known.definedBy(source).forEach(name -> classes.put(name, source)));
        }
        return classes;
    }

    private Compilation compile(Map<String, Path> formerClasses) {
        if (sources.isEmpty()) {
            return Compilation.Success.OF_NOTHING;
        }
        if (whole.isEmpty() && haveSameSettings(involvedModules())) {
            List<SourceText> inputs = sources.stream().map(texts::get).toList();
            return compiler.compile(inputs, formerClasses.keySet(), leadingModule());
        }
        Map<ProjectModule, List<SourceText>> inputs = new LinkedHashMap<>();
        for (int i = project.modules().size() - 1; i >= 0; i--) {
            // A class path mostly has what a module uses after the module.
            ProjectModule module = project.modules().get(i);
            List<SourceText> ofModule = sources.stream()
                    .filter(source -> moduleOf(source).equals(module))
                    .map(texts::get)
                    .toList();
            if (!ofModule.isEmpty()) {
                inputs.put(module, ofModule);
            }
        }
        Map<ProjectModule, Set<String>> former = new HashMap<>();
        formerClasses.forEach((name, source) -> former.computeIfAbsent(moduleOf(source), module -> new HashSet<>())
                .add(name));
        return new ModulesInTurn(compiler, inputs, former).compile();
    }

    private static boolean haveSameSettings(Collection<ProjectModule> modules) {
        return modules.stream().map(ProjectModule::settings).distinct().count() <= 1;
    }

    /**
     * The module that stands for all: of the modules involved the first on the class path, since that is where the
     * application itself usually comes, before the modules that it uses.
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
        Set<Path> withoutOrigin = new TreeSet<>();
        for (Path source : invalidated) {
            Set<Path> origins = generated.originsOf(source);
            if (isDone(source) || success.generated().containsKey(source)) {
                continue;
            }
            if (!origins.isEmpty()) {
                origins.stream().filter(origin -> !isDone(origin)).forEach(written::add);
            } else if (!project.isGenerated(source)) {
                written.add(source);
            } else if (!whole.contains(moduleOf(source))) {
                withoutOrigin.add(source);
            }
        }
        if (!written.isEmpty()) {
            // These may be what generated sources are made from; javac refuses a source both given and generated.
            sources.removeIf(project::isGenerated);
            return sources.addAll(written);
        }
        return sources.addAll(withoutOrigin);
    }

    private boolean isDone(Path source) {
        return sources.contains(source) || gone.contains(source) || IncrementalCompiler.isModuleDescriptor(source);
    }

    private Compiled compiled(
            Compilation.Success success, Map<String, Path> formerClasses, Set<String> removed, Set<Path> descriptors) {
        Map<Path, byte[]> contents = new LinkedHashMap<>(success.generated());
        success.classes()
                .forEach((name, bytes) -> contents.put(moduleOf(name, success).classFile(name), bytes));
        Set<Path> obsolete = new HashSet<>();
        formerClasses.forEach((name, source) -> obsolete.add(moduleOf(source).classFile(name)));
        Set<Path> notGenerated = formerlyGenerated();
        notGenerated.removeAll(success.generated().keySet());
        obsolete.addAll(notGenerated);
        // By file rather than by name: a class may have moved to another module.
        obsolete.removeAll(contents.keySet());

        Set<Path> done = new HashSet<>(sources);
        done.addAll(gone);
        return new Compiled(
                success.classes(),
                success.origins(),
                removed,
                done,
                new OutputChanges(contents, obsolete, success.generatedFrom(), Set.copyOf(whole)),
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
