package dev.hmr.compile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles modules one by one, as a build does it and annotation processors expect it: each against what came of those
 * before. Which module uses which is found out by trying. One run each.
 */
final class ModulesInTurn {
    private final Compiler compiler;
    private final Map<ProjectModule, List<SourceText>> open;
    private final Map<ProjectModule, Set<String>> formerClasses;
    private Compilation.Success done = Compilation.Success.OF_NOTHING;

    /**
     * @param inputs the sources of each module, in an order that may well be the right one
     * @param formerClasses binary names of the classes that the sources of a module, gone ones among them, defined until now
     */
    ModulesInTurn(
            Compiler compiler,
            Map<ProjectModule, List<SourceText>> inputs,
            Map<ProjectModule, Set<String>> formerClasses) {
        this.compiler = compiler;
        this.open = new LinkedHashMap<>(inputs);
        this.formerClasses = formerClasses;
    }

    Compilation compile() {
        while (!open.isEmpty()) {
            List<Diagnostic> errors = new ArrayList<>();
            boolean progress = false;
            for (Iterator<ProjectModule> modules = open.keySet().iterator(); modules.hasNext(); ) {
                Compilation one = compile(modules.next(), formerClasses.keySet());
                if (one instanceof Compilation.Success success) {
                    done = done.and(success);
                    modules.remove();
                    progress = true;
                } else if (one instanceof Compilation.Failure failure) {
                    errors.addAll(failure.errors());
                }
            }
            if (!progress) {
                List<Diagnostic> own = ownErrors();
                return new Compilation.Failure(own.isEmpty() ? errors : own);
            }
        }
        return done;
    }

    /** Errors that are not due to the other modules that do not compile: those that remain beside what these were before. */
    private List<Diagnostic> ownErrors() {
        List<Diagnostic> errors = new ArrayList<>();
        for (ProjectModule module : open.keySet()) {
            Set<ProjectModule> hidden = new HashSet<>(formerClasses.keySet());
            hidden.removeAll(open.keySet());
            hidden.add(module);
            if (compile(module, hidden) instanceof Compilation.Failure failure) {
                errors.addAll(failure.errors());
            }
        }
        return errors;
    }

    private Compilation compile(ProjectModule module, Set<ProjectModule> hidden) {
        Set<String> classes = new HashSet<>();
        hidden.forEach(other -> classes.addAll(formerClasses.getOrDefault(other, Set.of())));
        return compiler.compile(
                open.getOrDefault(module, List.of()), new ClassesInMotion(classes, done.classes()), module);
    }
}
