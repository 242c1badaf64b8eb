package dev.hmr.compile;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
        return generated.computeIfAbsent(target, file -> new MemoryOutput(file, kind));
    }

    /** The file of a source of this run, given or generated; null for any other file. */
    @Nullable
    Path pathOf(FileObject source) {
        // By address, since javac wraps the objects of generated sources.
        return sources.get(source.toUri());
    }

    /** Notes that a generated file follows from these top-level classes and from nothing else. */
    void madeFrom(FileObject file, Set<String> classNames) {
        generated.keySet().stream()
                .filter(path -> path.toUri().equals(file.toUri()))
                .findFirst()
                .ifPresent(path -> classesMadeFrom.put(path, classNames));
    }

    private Map<Path, Set<Path>> generatedFrom() {
        Map<Path, Set<Path>> sourcesOf = new HashMap<>();
        for (Path file : generated.keySet()) {
            Set<String> names = classesMadeFrom.getOrDefault(file, Set.of());
            Set<Path> from =
                    names.stream().map(origins::get).filter(Objects::nonNull).collect(Collectors.toSet());
            sourcesOf.put(file, from.size() == names.size() ? from : Set.of());
        }
        return sourcesOf;
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
