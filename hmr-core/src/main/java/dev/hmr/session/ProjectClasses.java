package dev.hmr.session;

import dev.hmr.compile.Compiled;
import dev.hmr.compile.KnownClasses;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.compile.ProjectModule;
import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.Invalidation;
import dev.hmr.graph.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The project's class files with where they lie and what they were compiled from: joins the {@link Project}, which knows
 * directories, and the {@link ClassIndex}, which knows relations. Session thread only, but for {@link #codeSource}.
 */
final class ProjectClasses implements KnownClasses {
    private final Project project;
    private final ClassIndex index = new ClassIndex();
    private final StaticImports staticImports = new StaticImports();
    private final Invalidation invalidation = new Invalidation(index);
    private final Map<String, ProjectModule> modules = new ConcurrentHashMap<>();
    private final Map<String, Path> sources = new HashMap<>();
    private final Set<Path> missing = new HashSet<>();
    private final Map<Path, Set<String>> bySource = new HashMap<>();
    private final Map<Path, Edition> compiledHere = new HashMap<>();
    private final Set<Path> passedOver = new LinkedHashSet<>();

    /** Tells one state of a source from the next. */
    private record Edition(long modifiedMillis, long length) {
        static Edition of(Path source) {
            return new Edition(source.toFile().lastModified(), source.toFile().length());
        }
    }

    /** Reads every class file of the project. */
    ProjectClasses(Project project) {
        this.project = project;
        for (ProjectModule module : project.modules()) {
            classFiles(module.classOutput()).forEach(path -> {
                ClassFile file = read(path);
                if (file != null && !modules.containsKey(file.name())) {
                    put(module, file);
                }
            });
        }
    }

    ClassIndex index() {
        return index;
    }

    @Override
    public Set<String> definedBy(Path source) {
        return bySource.getOrDefault(source, Set.of()).stream()
                .map(Names::binary)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Path> sources() {
        return Set.copyOf(bySource.keySet());
    }

    @Override
    public Set<Path> invalidatedBy(Map<String, byte[]> compiled, Set<String> removed) {
        List<ClassChange> changes = new ArrayList<>();
        compiled.forEach((name, bytes) -> {
            ClassFile after = ClassFile.read(bytes);
            changes.add(new ClassChange(after.name(), index.get(after.name()), after));
        });
        removed.forEach(name -> changes.add(gone(Names.internal(name))));
        Invalidation.Result result = invalidation.of(changes);
        Set<Path> invalidated = result.classes().stream()
                .map(sources::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        // A class that another source defined until now: if both do, that is an error, and the compiler's to tell.
        compiled.keySet().stream()
                .map(name -> sources.get(Names.internal(name)))
                .filter(Objects::nonNull)
                .forEach(invalidated::add);
        invalidated.addAll(new SourceText(bySource.keySet()).mentioning(result.identifiers()));
        invalidated.addAll(staticImports.importing(result.imported(), bySource.keySet()));
        return invalidated;
    }

    @Override
    public Set<Path> constantsFrom(Set<Path> changed) {
        Set<Path> derived = new HashSet<>();
        Set<Path> open = changed;
        while (!open.isEmpty()) {
            Set<String> constants = open.stream()
                    .flatMap(source -> classesOf(source).flatMap(ClassFile::constantNames))
                    .collect(Collectors.toSet());
            open = new SourceText(bySource.keySet())
                    .mentioning(constants).stream()
                            .filter(source -> !changed.contains(source))
                            .filter(source -> classesOf(source)
                                    .flatMap(ClassFile::constantNames)
                                    .findAny()
                                    .isPresent())
                            .filter(derived::add)
                            .collect(Collectors.toSet());
        }
        return derived;
    }

    private Stream<ClassFile> classesOf(Path source) {
        return bySource.getOrDefault(source, Set.of()).stream().map(index::get).filter(Objects::nonNull);
    }

    /** Takes over class files that were compiled, and tells what that changes. */
    List<ClassChange> update(Compiled compiled) {
        List<ClassChange> changes = new ArrayList<>();
        compiled.sources().forEach(staticImports::compiled);
        compiled.removed().forEach(name -> changes.add(remove(Names.internal(name))));
        compiled.classes().forEach((name, bytes) -> {
            ClassFile file = ClassFile.read(bytes);
            ClassFile before = index.get(file.name());
            Path source = compiled.origins().get(name);
            Optional<ProjectModule> module = Optional.ofNullable(source).flatMap(project::moduleOf);
            put(
                    module.orElseGet(() ->
                            modules.getOrDefault(file.name(), project.modules().get(0))),
                    file,
                    source);
            changes.add(new ClassChange(file.name(), before, file));
        });
        compiled.sources().forEach(source -> compiledHere.put(source, Edition.of(source)));
        passedOver.removeAll(compiled.output().contents().keySet());
        return changes;
    }

    /**
     * Takes over class files that something else wrote, such as an IDE. A file that is half written is left for later. One
     * whose source was compiled here as it is now tells nothing new, although another compiler's may look different – until
     * that compiler turns out to be ahead: then it may also have compiled into such a class what has changed elsewhere.
     */
    List<ClassChange> updateFromDisk(Collection<Path> classFiles) {
        List<ClassChange> changes = new ArrayList<>();
        for (Path path : classFiles) {
            ClassFile file = read(path);
            if (!Files.exists(path)) {
                missing.add(path);
            } else if (file != null && isCompiledHere(file.name())) {
                passedOver.add(path);
            } else if (file != null) {
                take(path, file, changes);
            }
        }
        if (changes.stream().anyMatch(ClassChange::isObservable)) {
            compiledHere.clear();
            for (Path path : passedOver) {
                ClassFile file = read(path);
                if (file != null) {
                    take(path, file, changes);
                }
            }
            passedOver.clear();
        }
        return changes;
    }

    private void take(Path path, ClassFile file, List<ClassChange> changes) {
        for (ProjectModule module : project.modules()) {
            if (path.startsWith(module.classOutput())) {
                ClassFile before = index.get(file.name());
                put(module, file);
                changes.add(new ClassChange(file.name(), before, file));
                return;
            }
        }
    }

    /**
     * Writes class files again that something deleted and did not make anew, such as a clean build: the compiler needs them.
     * To be called only when it is about to run, so as not to get in the way of what deletes.
     */
    void restoreMissing(OutputListener outputs) throws IOException {
        for (String name : missing.isEmpty() ? Set.<String>of() : Set.copyOf(modules.keySet())) {
            ProjectModule module = modules.get(name);
            ClassFile file = index.get(name);
            Path path = module == null ? null : module.classFile(Names.binary(name));
            if (file != null && path != null && missing.contains(path) && !Files.exists(path)) {
                outputs.writing(path, file.bytes());
                Files.createDirectories(path.getParent());
                Files.write(path, file.bytes());
            }
        }
        missing.clear();
    }

    /** Where a class lies, as its protection domain tells it; null for a class that is not the project's. */
    @Nullable
    CodeSource codeSource(String className) {
        ProjectModule module = modules.get(className);
        try {
            return module == null
                    ? null
                    : new CodeSource(module.classOutput().toUri().toURL(), (Certificate[]) null);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException("Not a file path: " + module.classOutput(), e);
        }
    }

    /** The source that a class (internal name) was compiled from, if it is known. */
    @Nullable
    Path source(String className) {
        return sources.get(className);
    }

    private boolean isCompiledHere(String className) {
        Path source = sources.get(className);
        return source != null && Edition.of(source).equals(compiledHere.get(source));
    }

    private void put(ProjectModule module, ClassFile file) {
        put(module, file, findSource(module, file));
    }

    private void put(ProjectModule module, ClassFile file, @Nullable Path source) {
        remove(file.name());
        index.put(file);
        modules.put(file.name(), module);
        if (source != null) {
            sources.put(file.name(), source);
            bySource.computeIfAbsent(source, key -> new LinkedHashSet<>()).add(file.name());
        }
    }

    private static @Nullable Path findSource(ProjectModule module, ClassFile file) {
        String simple = file.sourceFile();
        return simple == null
                ? null
                : Stream.concat(module.sourceRoots().stream(), Stream.of(module.generatedSources()))
                        .map(root -> root.resolve(Names.packageOf(file.name()) + simple))
                        .filter(Files::isRegularFile)
                        .findFirst()
                        .orElse(null);
    }

    private ClassChange remove(String name) {
        ClassChange change = gone(name);
        index.remove(name);
        modules.remove(name);
        Path source = sources.remove(name);
        if (source != null) {
            Set<String> siblings = bySource.getOrDefault(source, new LinkedHashSet<>());
            siblings.remove(name);
            if (siblings.isEmpty()) {
                bySource.remove(source);
            }
        }
        return change;
    }

    private ClassChange gone(String name) {
        return new ClassChange(name, index.get(name), null);
    }

    private static List<Path> classFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the class files in " + directory, e);
        }
    }

    private static @Nullable ClassFile read(Path path) {
        try {
            return ClassFile.read(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        } catch (IllegalArgumentException | UncheckedIOException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
