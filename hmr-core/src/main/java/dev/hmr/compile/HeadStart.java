package dev.hmr.compile;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A run of javac that has begun before anybody knows what to compile. Most of what javac does for one source is to read the
 * classes of the JDK and of libraries that it uses, and these do not change: here they have been read, so that a save waits
 * for its own source only. Measured, that is a third of a whole run.
 *
 * <p>javac is given an empty source to begin with. The real one is found later, as one that another class needs would be, on
 * the source path. So this is for a single source, without annotation processing, that compiles: whatever else there is to
 * say of it, a run of its own says better. One thread at a time, and used once.
 */
final class HeadStart {
    private static final JavaFileObject NOTHING =
            new SimpleJavaFileObject(
                    URI.create("string:///hmr/headstart/package-info.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return "package hmr.headstart;";
                }
            };

    private final CompilerFiles files;
    private final CompilerSettings settings;
    private final DiagnosticLog log;
    private final JavacTask task;
    private final Elements elements;
    /** Where javac has looked, and would not look again. */
    private final Set<String> packages;

    private HeadStart(
            CompilerFiles files, CompilerSettings settings, DiagnosticLog log, JavacTask task, Set<String> packages) {
        this.files = files;
        this.settings = settings;
        this.log = log;
        this.task = task;
        this.elements = task.getElements();
        this.packages = packages;
    }

    /**
     * Begins a run.
     *
     * @param libraryClasses to be read; binary names
     */
    static HeadStart take(
            JavaCompiler compiler, CompilerFiles files, CompilerSettings settings, Collection<String> libraryClasses) {
        DiagnosticLog log = new DiagnosticLog(files::pathOf);
        List<String> options = new ArrayList<>(settings.options());
        options.addAll(List.of("-proc:none", "-implicit:class", "-Xprefer:source"));
        JavacTask task = (JavacTask) compiler.getTask(new StringWriter(), files, log, options, null, List.of(NOTHING));
        Set<String> packages = files.notePackages(() -> read(task.getElements(), libraryClasses));
        return new HeadStart(files, settings, log, task, packages);
    }

    private static void read(Elements elements, Collection<String> names) {
        ModuleElement unnamed = elements.getModuleElement("");
        for (String name : names) {
            TypeElement type = elements.getTypeElement(unnamed, name.replace('$', '.'));
            if (type != null) {
                // Reads the class file, if nothing has before.
                type.getEnclosedElements();
            }
        }
    }

    boolean isFor(CompilerSettings wanted) {
        return settings.equals(wanted);
    }

    /** Whether a source with these settings can be compiled here: nothing has come since that should have been seen. */
    boolean serves(SourceOnPath source, CompilerSettings wanted) {
        return isFor(wanted)
                && !packages.contains(source.packageName())
                && packages.stream().noneMatch(files::hasProjectClasses);
    }

    /** Compiles the source; empty if there is anything to say against it. */
    Optional<Compilation> compile(SourceOnPath source, CompilationOutputs outputs) {
        @Nullable
        TypeElement type = files.withSource(
                source, () -> elements.getTypeElement(elements.getModuleElement(""), source.className()));
        if (type == null) {
            return Optional.empty();
        }
        try {
            task.analyze();
            task.generate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.errors().isEmpty() ? Optional.of(outputs.success(log.warnings())) : Optional.empty();
    }
}
