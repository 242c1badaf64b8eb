package dev.hmr.compile;

import dev.hmr.maven.FilteredResources;
import dev.hmr.maven.MavenModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the build knows and a running application does not show: dependencies that only the compiler sees, annotation
 * processors, filtered resources. Poms tell; for other builds the developer does. What modules say is put together, for they
 * are compiled together.
 */
final class CompilerOnly {
    private final Set<Path> classPath = new LinkedHashSet<>();
    private final Set<Path> processorPath = new LinkedHashSet<>();
    private final Set<String> processors = new LinkedHashSet<>();
    private final Set<String> processorOptions = new LinkedHashSet<>();
    private final List<FilteredResources> filteredResources = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean looksAmongDependencies;
    private boolean runsAllFound;

    private CompilerOnly() {}

    /** @param named what the developer names for the compiler */
    static Project addTo(Project project, List<Path> named) {
        List<Path> compiled = project.modules().stream()
                .filter(module -> !module.sourceRoots().isEmpty())
                .map(ProjectModule::classOutput)
                .toList();
        Map<Path, MavenModule> modules = MavenModule.of(compiled);
        CompilerOnly all = new CompilerOnly();
        all.classPath.addAll(named);
        for (Path classOutput : compiled) {
            Optional.ofNullable(modules.get(classOutput)).ifPresentOrElse(all::add, all::addUnknown);
        }
        return all.addedTo(project, ClassPath.of(named));
    }

    private void add(MavenModule module) {
        classPath.addAll(module.compileOnly());
        filteredResources.addAll(module.filteredResources());
        notes.addAll(module.notes());
        if (module.runsProcessors()) {
            processorPath.addAll(module.processorPath().orElse(List.of()));
            looksAmongDependencies |= module.processorPath().isEmpty();
            processors.addAll(module.processors());
            runsAllFound |= module.processors().isEmpty();
            processorOptions.addAll(module.processorOptions());
        }
    }

    /** A module of another build: as javac would do it by itself. */
    private void addUnknown() {
        looksAmongDependencies = true;
        runsAllFound = true;
    }

    private Project addedTo(Project project, ClassPath named) {
        ClassPath running =
                new ClassPath(project.classPath(), project.processing().isOn());
        ClassPath everything = running.and(ClassPath.of(List.copyOf(classPath)));
        ClassPath path = ClassPath.of(List.copyOf(processorPath)).and(looksAmongDependencies ? everything : named);
        AnnotationProcessing processing = path.extendsCompiler()
                ? new AnnotationProcessing(
                        path.entries(),
                        runsAllFound ? List.of() : List.copyOf(processors),
                        List.copyOf(processorOptions),
                        notes.isEmpty())
                : AnnotationProcessing.NONE;
        List<String> allNotes = new ArrayList<>(project.notes());
        allNotes.addAll(notes);
        return new Project(project.modules(), everything.entries(), processing, filteredResources, allNotes);
    }
}
