package dev.hmr.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pom of a module says about compiling it. Immutable.
 *
 * @param compileOnly jars that only the compiler sees: of dependencies that are {@code provided} or optional
 * @param processorPath the only jars in which annotation processors are looked for; empty when it is all dependencies
 * @param runsProcessors whether annotation processors may run at all
 * @param processors class names of the only annotation processors to run; none when all that are found do
 * @param processorOptions what annotation processors are told: {@code -A} options for javac
 * @param filteredResources resources in which the build fills in placeholders
 * @param notes sentences for the developer about what could not be found
 */
public record MavenModule(
        List<Path> compileOnly,
        Optional<List<Path>> processorPath,
        boolean runsProcessors,
        List<String> processors,
        List<String> processorOptions,
        List<FilteredResources> filteredResources,
        List<String> notes) {
    private static final List<String> OTHER_BUILDS =
            List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

    /** How far below its module a class-output directory may be: {@code target/classes} is at two. */
    private static final int DEEPEST_OUTPUT = 4;

    public MavenModule {
        compileOnly = List.copyOf(compileOnly);
        processors = List.copyOf(processors);
        processorOptions = List.copyOf(processorOptions);
        filteredResources = List.copyOf(filteredResources);
        notes = List.copyOf(notes);
    }

    /**
     * The modules that class-output directories belong to; for those that Maven does not build there is none. Reads the poms
     * of their dependencies too, which takes a while.
     */
    public static Map<Path, MavenModule> of(Collection<Path> classOutputs) {
        return of(classOutputs, LocalRepository.ofThisUser());
    }

    static Map<Path, MavenModule> of(Collection<Path> classOutputs, LocalRepository repository) {
        Poms poms = new Poms(repository);
        Map<Path, MavenModule> modules = new LinkedHashMap<>();
        for (Path classOutput : classOutputs) {
            pomAround(classOutput).ifPresent(file -> modules.put(classOutput, read(file, poms, repository)));
        }
        return modules;
    }

    private static Optional<Path> pomAround(Path classOutput) {
        Path directory = classOutput.getParent();
        for (int level = 0; level < DEEPEST_OUTPUT && directory != null; level++) {
            Path candidate = directory;
            if (Files.isRegularFile(directory.resolve("pom.xml"))) {
                return Optional.of(directory.resolve("pom.xml"));
            }
            if (OTHER_BUILDS.stream().anyMatch(name -> Files.exists(candidate.resolve(name)))) {
                return Optional.empty();
            }
            directory = directory.getParent();
        }
        return Optional.empty();
    }

    private static MavenModule read(Path file, Poms poms, LocalRepository repository) {
        return poms.read(file)
                .map(pom -> read(pom, poms, repository))
                .orElseGet(() -> new MavenModule(
                        List.of(),
                        Optional.empty(),
                        true,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.copyOf(poms.problems())));
    }

    private static MavenModule read(Pom pom, Poms poms, LocalRepository repository) {
        CompilerPlugin compiler = new CompilerPlugin(pom);
        List<String> notes = new ArrayList<>();
        Resolution compileOnly = new Resolution(poms, repository);
        List<Dependency> stated = pom.statedDependencies().stream()
                .filter(dependency -> dependency.scope().isEmpty() || dependency.isCompileOnly())
                .map(dependency -> poms.managed(dependency, pom))
                .filter(Dependency::isCompileOnly)
                .toList();
        compileOnly.add(stated, pom);
        // What these depend on may be there in another version; what is optional, as a module beside this one.
        stated.stream()
                .filter(dependency -> !dependency.optional())
                .map(Dependency::artifact)
                .filter(compileOnly.missing()::contains)
                .forEach(artifact -> notes.add(note(artifact, "dependencies", pom, repository)));
        Optional<List<Path>> processorPath = compiler.processorPath().map(path -> {
            Resolution processors = new Resolution(poms, repository);
            processors.add(path, pom);
            processors
                    .missing()
                    .forEach(artifact -> notes.add(note(artifact, "annotationProcessorPaths", pom, repository)));
            return List.copyOf(processors.jars());
        });
        notes.addAll(poms.problems());
        return new MavenModule(
                List.copyOf(compileOnly.jars()),
                processorPath,
                compiler.runsProcessors(),
                compiler.processors(),
                compiler.processorOptions(),
                FilteredResources.of(pom),
                notes);
    }

    private static String note(Artifact artifact, String list, Pom pom, LocalRepository repository) {
        return "%s, of the %s in %s, is not in %s, so that HMR compiles without it. Build once with Maven, or name the jar with -Dhmr.compileClassPath."
                .formatted(artifact, list, pom.directory().resolve("pom.xml"), repository);
    }
}
