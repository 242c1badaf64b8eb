package dev.hmr.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a running application is made of, without running its build tool: class path from the class loader,
 * sources by the conventions of Maven, Gradle, IntelliJ and Eclipse, compiler settings from class files, and what is there for
 * the compiler only from poms.
 */
public final class ProjectDiscovery {
    private static final int SAMPLED_SOURCES = 30;

    private final ClassPath classPath;
    private final List<ProjectModule> modules = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ProjectDiscovery(ClassPath classPath) {
        this.classPath = classPath;
    }

    /**
     * Discovers the project of an application.
     *
     * @param applicationLoader the loader of the application's main class
     * @param extraSourceRoots source roots the developer names; each goes to the module that holds its classes
     * @param notProject directories that are no project classes although they are on the class path
     * @throws java.io.UncheckedIOException when a class-output or source directory exists but cannot be read
     */
    public static Project discover(ClassLoader applicationLoader, List<Path> extraSourceRoots, Set<Path> notProject) {
        ProjectDiscovery discovery = new ProjectDiscovery(ClassPath.of(applicationLoader));
        outputs(discovery.classPath.entries().stream().filter(Files::isDirectory), notProject)
                .forEach(discovery::addModule);
        extraSourceRoots.stream().map(ProjectDiscovery::absolute).forEach(discovery::attach);
        return discovery.project();
    }

    /**
     * Whether classes of the application lie in a directory, and not only its configuration beside jars, as in production. A
     * start waits for this: it looks no further than it must.
     */
    public static boolean isProject(ClassLoader applicationLoader, Set<Path> notProject) {
        return outputs(ClassPath.directories(applicationLoader), notProject).anyMatch(ClassFileSample::hasClasses);
    }

    /**
     * Whether sources of the application's classes are at hand: named ones, or by convention. Looks no further than it
     * must, for in production there are none.
     *
     * @param named source roots that the developer names
     */
    public static boolean hasSources(ClassLoader applicationLoader, List<Path> named, Set<Path> notProject) {
        return outputs(ClassPath.directories(applicationLoader), notProject).anyMatch(output -> {
            List<Path> roots = Stream.concat(
                            named.stream().map(ProjectDiscovery::absolute),
                            OutputLayout.of(output).sourceCandidates().stream())
                    .filter(Files::isDirectory)
                    .toList();
            return !roots.isEmpty()
                    && ClassFileSample.of(output).sources().stream()
                            .anyMatch(source -> roots.stream().anyMatch(root -> Files.exists(root.resolve(source))));
        });
    }

    /** The directories of class files that a loader has. */
    public static Set<Path> directoriesOf(@Nullable ClassLoader loader) {
        return loader == null ? Set.of() : ClassPath.directories(loader).collect(Collectors.toSet());
    }

    private static Stream<Path> outputs(Stream<Path> directories, Set<Path> notProject) {
        List<Path> others = notProject.stream().map(ProjectDiscovery::absolute).toList();
        return directories.filter(directory -> !others.contains(directory));
    }

    /**
     * Adds to a project what poms and the developer tell, and only the compiler needs. Reads the poms of the project and of its
     * dependencies, for which the start of an application need not wait.
     *
     * @param compileClassPath directories and jars that the compiler needs and the application does not run on; annotation
     *     processors are looked for in them as well
     */
    public static Project addCompilerOnly(Project project, List<Path> compileClassPath) {
        return CompilerOnly.addTo(
                project,
                compileClassPath.stream().map(ProjectDiscovery::absolute).toList());
    }

    private void addModule(Path classOutput) {
        OutputLayout layout = OutputLayout.of(classOutput);
        ClassFileSample sample = ClassFileSample.of(classOutput);
        List<Path> sources = sourceRoot(layout.sourceCandidates(), sample.sources());
        List<Path> resources = Stream.concat(
                        layout.resources().stream(),
                        layout.resourcesFollowSources()
                                ? sources.stream().map(ProjectDiscovery::resourcesBeside)
                                : Stream.empty())
                .filter(Files::isDirectory)
                .toList();
        List<Path> roots = Stream.concat(sources.stream(), layout.generatedRoots().stream())
                .distinct()
                .toList();
        modules.add(new ProjectModule(classOutput, roots, resources, layout.generatedSources(), sample.settings()));
        WebLayout.of(classOutput)
                .ifPresent(web -> web.documentSources()
                        .ifPresent(pages -> modules.add(new ProjectModule(
                                web.documents(),
                                List.of(),
                                List.of(pages),
                                layout.generatedSources(),
                                sample.settings()))));
    }

    /** The root that holds sources of existing classes; else what convention says first, since classes may be outdated. */
    private static List<Path> sourceRoot(List<Path> candidates, Set<Path> sourcesOfClasses) {
        return Stream.concat(
                        candidates.stream()
                                .filter(root -> sourcesOfClasses.stream()
                                        .anyMatch(source -> Files.exists(root.resolve(source)))),
                        candidates.stream().limit(1).filter(Files::isDirectory))
                .limit(1)
                .toList();
    }

    /** {@code src/main/resources} for {@code src/main/java}; elsewhere resources lie among the sources. */
    private static Path resourcesBeside(Path sourceRoot) {
        return sourceRoot.endsWith(Path.of("main", "java")) || sourceRoot.endsWith(Path.of("test", "java"))
                ? sourceRoot.resolveSibling("resources")
                : sourceRoot;
    }

    private void attach(Path sourceRoot) {
        if (!Files.isDirectory(sourceRoot)) {
            notes.add("The source root " + sourceRoot + " is not a directory and is ignored.");
            return;
        }
        if (modules.stream().anyMatch(module -> module.sourceRoots().contains(sourceRoot))) {
            return;
        }
        if (modules.isEmpty()) {
            notes.add("The source root " + sourceRoot
                    + " is ignored: no directory of the class path can take its classes.");
            return;
        }
        List<Path> classFiles = JavaSources.in(sourceRoot, SAMPLED_SOURCES).stream()
                .map(JavaSources::classFileOf)
                .toList();
        int best = -1;
        long mostFound = 0;
        for (int i = 0; i < modules.size(); i++) {
            Path classOutput = modules.get(i).classOutput();
            long found = classFiles.stream()
                    .filter(file -> Files.exists(classOutput.resolve(file)))
                    .count();
            if (found > mostFound) {
                best = i;
                mostFound = found;
            }
        }
        if (best < 0) {
            best = firstForClasses();
            notes.add("None of the sources in " + sourceRoot + " has a class file yet; their classes will go to "
                    + modules.get(best).classOutput() + ".");
        }
        modules.set(best, withSourceRoot(modules.get(best), sourceRoot));
    }

    private int firstForClasses() {
        for (int i = 0; i < modules.size(); i++) {
            if (!isForResources(modules.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isForResources(ProjectModule module) {
        return module.sourceRoots().isEmpty() && !module.resourceRoots().isEmpty();
    }

    private static ProjectModule withSourceRoot(ProjectModule module, Path sourceRoot) {
        List<Path> roots = Stream.concat(module.sourceRoots().stream(), Stream.of(sourceRoot))
                .distinct()
                .toList();
        return new ProjectModule(
                module.classOutput(), roots, module.resourceRoots(), module.generatedSources(), module.settings());
    }

    private Project project() {
        for (ProjectModule module : modules) {
            if (module.sourceRoots().isEmpty() && !isForResources(module)) {
                notes.add(
                        "No sources found for " + module.classOutput()
                                + ": its class files are followed, but nothing is compiled. Name its source root to change that.");
            }
        }
        if (modules.isEmpty()) {
            notes.add("The class path has no directory of project classes, only jars: there is nothing to reload.");
        }
        return new Project(modules, classPath.entries(), AnnotationProcessing.among(classPath), List.of(), notes);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
