package dev.hmr.compile;

import dev.hmr.maven.FilteredResources;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What there is to compile: the modules, in class-path order, and the class path itself. All paths are absolute and
 * normalized.
 *
 * @param modules the directories of project classes on the class path
 * @param classPath every existing directory and jar the compiler sees, in order, the modules' class outputs among them: what
 *     the application runs on, then what is there for compiling only
 * @param processing how annotation processors take part
 * @param filteredResources resources in which the build fills in placeholders
 * @param notes sentences for the developer about what could not be found out
 */
public record Project(
        List<ProjectModule> modules,
        List<Path> classPath,
        AnnotationProcessing processing,
        List<FilteredResources> filteredResources,
        List<String> notes)
        implements Serializable {

    public Project {
        modules = List.copyOf(modules);
        classPath = List.copyOf(classPath);
        filteredResources = List.copyOf(filteredResources);
        notes = List.copyOf(notes);
    }

    /** The module that a source belongs to: the one with the innermost source root around it. */
    public Optional<ProjectModule> moduleOf(Path source) {
        return innermost(
                        source,
                        module -> Stream.concat(module.sourceRoots().stream(), Stream.of(module.generatedSources())))
                .map(Home::module);
    }

    /** Whether a source is one that annotation processors write, and would write again when its origin is compiled. */
    boolean isGenerated(Path source) {
        return processing.isOn() && modules.stream().anyMatch(module -> source.startsWith(module.generatedSources()));
    }

    /** The resource root that a file lies in, with its module. */
    Optional<Home> resourceHome(Path resource) {
        return innermost(resource, module -> module.resourceRoots().stream());
    }

    private Optional<Home> innermost(Path file, Function<ProjectModule, Stream<Path>> roots) {
        return modules.stream()
                .flatMap(module -> roots.apply(module).map(root -> new Home(module, root)))
                .filter(home -> file.startsWith(home.root()))
                .max(Comparator.comparingInt(home -> home.root().getNameCount()));
    }

    /** A module and the one of its roots that a file lies in. */
    record Home(ProjectModule module, Path root) {}
}
