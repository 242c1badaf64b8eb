package dev.hmr.compile;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The compiler as the JDK offers it, with what is kept between runs. One thread at a time; must not be used once closed. */
final class CompilerTool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.hmr");
    private static final int RELEASE_WITH_EXPLICIT_PROCESSING = 23;

    private final JavaCompiler compiler;
    private final CompilerFiles files;
    private final @Nullable ProcessorPath processors;
    private final List<String> processorOptions;
    private @Nullable HeadStart headStart;

    private CompilerTool(
            JavaCompiler compiler,
            CompilerFiles files,
            @Nullable ProcessorPath processors,
            List<String> processorOptions) {
        this.compiler = compiler;
        this.files = files;
        this.processors = processors;
        this.processorOptions = processorOptions;
    }

    /** Opens the compiler for a project that has at least one module, in a JVM that has a compiler. */
    static CompilerTool open(Project project) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
        CompilationOutputs none = new CompilationOutputs(project.modules().get(0), List.of());
        ProcessorPath processors = ProcessorPath.open(project.processing()).orElse(null);
        CompilerFiles files = new CompilerFiles(standard, project.classPath(), processors, none);
        return new CompilerTool(
                compiler, files, processors, project.processing().options());
    }

    /** Whether annotation processors or compiler plugins take part. */
    boolean runsProcessors() {
        return processors != null;
    }

    /**
     * Compiles sources as one unit, against the class path as it is now.
     *
     * @param moving where the class files on disk are not the truth
     * @param module whose settings to compile with, and where annotation processors' output goes
     * @return a failure also when javac or an annotation processor breaks down
     */
    Compilation run(
            Collection<SourceText> sources,
            ClassesInMotion moving,
            ProjectModule module,
            boolean annotationProcessing) {
        CompilerSettings settings = module.settings();
        if (settings.release() > CompilerSettings.runningRelease()) {
            return Compilation.Failure.because(module.classOutput() + " holds classes for Java " + settings.release()
                    + ", but this JVM is Java " + CompilerSettings.runningRelease()
                    + ": start the application with JDK " + settings.release() + " or newer");
        }
        if (!annotationProcessing) {
            Optional<Compilation> compiled = compileWithHeadStart(sources, moving, module);
            if (compiled.isPresent()) {
                return compiled.get();
            }
        }
        CompilationOutputs outputs = new CompilationOutputs(module, sources);
        DiagnosticLog log = new DiagnosticLog(outputs::pathOf);
        StringWriter console = new StringWriter();
        files.begin(outputs, moving);
        try {
            ProcessorPath running = annotationProcessing ? processors : null;
            JavaCompiler.CompilationTask task =
                    compiler.getTask(console, files, log, options(settings, running != null), null, sources);
            if (running != null) {
                task.setProcessors(ObservedProcessor.all(running, outputs));
            }
            boolean succeeded = task.call();
            if (succeeded && log.errors().isEmpty()) {
                return outputs.success(log.warnings());
            }
            return log.errors().isEmpty() ? brokenDown(console.toString()) : new Compilation.Failure(log.errors());
        } catch (RuntimeException | Error e) {
            return brokenDown(e);
        }
    }

    /** Begins the next run, for a source of this module, unless it has been begun. */
    void getReady(ProjectModule module) {
        if (headStart != null && headStart.isFor(module.settings())) {
            return;
        }
        headStart = null;
        if (module.settings().release() > CompilerSettings.runningRelease()) {
            return;
        }
        files.begin(new CompilationOutputs(module, List.of()), ClassesInMotion.NONE);
        try {
            headStart = HeadStart.take(compiler, files, module.settings(), files.libraryClasses());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "The next compilation could not be begun, and will take longer", e);
        }
    }

    /** Empty if there is no head start, or if it does not lead to class files: a run of its own says why. */
    private Optional<Compilation> compileWithHeadStart(
            Collection<SourceText> sources, ClassesInMotion moving, ProjectModule module) {
        HeadStart ready = headStart;
        headStart = null;
        if (ready == null || sources.size() != 1) {
            return Optional.empty();
        }
        CompilationOutputs outputs = new CompilationOutputs(module, sources);
        files.begin(outputs, moving);
        try {
            return SourceOnPath.of(sources.iterator().next(), module)
                    .filter(source -> ready.serves(source, module.settings()))
                    .flatMap(source -> ready.compile(source, outputs));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A compilation with a head start broke down", e);
            return Optional.empty();
        }
    }

    private List<String> options(CompilerSettings settings, boolean annotationProcessing) {
        List<String> options = new ArrayList<>(settings.options());
        if (!annotationProcessing) {
            options.add("-proc:none");
            return options;
        }
        options.addAll(processorOptions);
        if (CompilerSettings.runningRelease() >= RELEASE_WITH_EXPLICIT_PROCESSING) {
            options.add("-proc:full");
        }
        return options;
    }

    private static Compilation brokenDown(String console) {
        String said = console.isBlank() ? "it gave no reason" : console.strip();
        return Compilation.Failure.because("the compiler failed without naming an error: " + said);
    }

    private static Compilation brokenDown(Throwable thrown) {
        // What a processor throws arrives wrapped.
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        StackTraceElement[] trace = cause.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return Compilation.Failure.because(
                "the compiler or an annotation processor broke down: " + cause + where + "; the next save tries again");
    }

    @Override
    public void close() throws IOException {
        try {
            files.close();
        } finally {
            if (processors != null) {
                processors.close();
            }
        }
    }
}
