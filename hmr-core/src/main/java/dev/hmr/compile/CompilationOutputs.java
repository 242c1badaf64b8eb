package dev.hmr.compile;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.JavaFileObject.Kind;
import org.jspecify.annotations.Nullable;

/** What goes into and comes out of one run of javac. */
final class CompilationOutputs {
    private final ProjectModule module;
    private final Map<URI, Path> sources = new HashMap<>();
    private final Map<String, MemoryOutput> classes = new LinkedHashMap<>();
    private final Map<String, Path> origins = new HashMap<>();
    private final Map<Path, MemoryOutput> generated = new LinkedHashMap<>();
    private final Map<URI, Path> generatedByUri = new HashMap<>();
    private final Map<Path, Set<String>> classesMadeFrom = new HashMap<>();

    /** Creates the outputs of a run; what annotation processors generate goes to the module. */
    CompilationOutputs(ProjectModule module, Collection<SourceText> sources) {
        this.module = module;
        sources.forEach(source -> this.sources.put(source.toUri(), source.path()));
    }

    MemoryOutput classFile(String binaryName, @Nullable FileObject source) {
        MemoryOutput output = new MemoryOutput(module.classFile(binaryName), Kind.CLASS);
        classes.put(binaryName, output);
        Path origin = source == null ? null : pathOf(source);
        if (origin != null) {
            origins.put(binaryName, origin);
        }
        return output;
    }

    MemoryOutput generatedSource(String typeName) {
        Path target =
                module.generatedSources().resolve(typeName.replace('.', File.separatorChar) + Kind.SOURCE.extension);
        MemoryOutput output = generated(target, Kind.SOURCE);
        sources.put(output.toUri(), target);
        return output;
    }

    MemoryOutput resource(String packageName, String relativeName, boolean besideSources) {
        Path root = besideSources ? module.generatedSources() : module.classOutput();
        return generated(
                root.resolve(packageName.replace('.', File.separatorChar)).resolve(relativeName), Kind.OTHER);
    }

    private MemoryOutput generated(Path target, Kind kind) {
        // A processor that reads what it wrote before asks for the same file again.
        MemoryOutput output = generated.computeIfAbsent(target, file -> new MemoryOutput(file, kind));
        generatedByUri.put(output.toUri(), target);
        return output;
    }

    /** The file of a source of this run, given or generated; null for any other file. */
    @Nullable
    Path pathOf(FileObject source) {
        // By address, since javac wraps the objects of generated sources.
        return sources.get(source.toUri());
    }

    /** Notes that a generated file follows from these top-level classes and from nothing else. */
    void madeFrom(FileObject file, Set<String> classNames) {
        Path path = generatedByUri.get(file.toUri());
        if (path != null) {
            classesMadeFrom.put(path, classNames);
        }
    }

    private Map<Path, Set<Path>> generatedFrom() {
        Map<Path, Set<Path>> sourcesOf = new HashMap<>();
        generated.keySet().forEach(file -> sourcesOf.put(file, writtenSources(file)));
        return sourcesOf;
    }

    /** The sources that a generated file follows from, if need be by way of other generated ones; none if that is not known. */
    private Set<Path> writtenSources(Path file) {
        Set<Path> written = new HashSet<>();
        Set<Path> seen = new HashSet<>(Set.of(file));
        Deque<Path> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Set<String> names = classesMadeFrom.getOrDefault(open.removeFirst(), Set.of());
            if (names.isEmpty() || !origins.keySet().containsAll(names)) {
                return Set.of();
            }
            for (String name : names) {
                Path origin = Objects.requireNonNull(origins.get(name));
                if (!generated.containsKey(origin)) {
                    written.add(origin);
                } else if (seen.add(origin)) {
                    open.addLast(origin);
                }
            }
        }
        return written;
    }

    Compilation.Success success(List<Diagnostic> warnings) {
        return new Compilation.Success(
                contents(classes), Map.copyOf(origins), contents(generated), generatedFrom(), warnings);
    }

    private static <K> Map<K, byte[]> contents(Map<K, MemoryOutput> outputs) {
        Map<K, byte[]> contents = new LinkedHashMap<>();
        outputs.forEach((key, output) -> output.content().ifPresent(content -> contents.put(key, content)));
        return contents;
    }
}
