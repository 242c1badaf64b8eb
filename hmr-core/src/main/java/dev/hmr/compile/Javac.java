package dev.hmr.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The JDK's compiler in this JVM, kept warm: its code stays compiled, the class path's jars stay indexed. One for a session.
 *
 * <p>Thread-safe: one compilation at a time, others wait; {@link #warmUp()} makes way. Whoever found it closes it.
 */
public final class Javac implements AutoCloseable {
    private final CompilerTool tool;
    private final Project project;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    /** The module that was compiled last: the one to be compiled next, most likely. */
    private ProjectModule last;

    private volatile boolean realWorkCame;
    private volatile boolean closed;

    private Javac(CompilerTool tool, Project project) {
        this.tool = tool;
        this.project = project;
        this.last = project.modules().get(0);
    }

    /**
     * The compiler of the running JDK, for a project that has at least one module; empty where there is none, as in a JRE.
     *
     * @throws UncheckedIOException when the class path cannot be opened
     */
    public static Optional<Javac> find(Project project) {
        boolean present = ModuleLayer.boot().findModule("jdk.compiler").isPresent();
        if (!present || project.modules().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Javac(CompilerTool.open(project), project));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the class path for the compiler: " + e.getMessage(), e);
        }
    }

    /** Compiles sources as one unit, against the class path as it is now. See {@link #compile(Collection, ClassesInMotion, ProjectModule)}. */
    Compilation compile(Collection<SourceText> sources, Set<String> hidden, ProjectModule module) {
        return compile(sources, new ClassesInMotion(hidden, Map.of()), module);
    }

    /**
     * Compiles sources as one unit, against the class path as it is now.
     *
     * @param moving where the class files on disk are not the truth
     * @param module whose settings to compile with, and where annotation processors' output goes
     * @return a failure also when javac or an annotation processor breaks down
     */
    Compilation compile(Collection<SourceText> sources, ClassesInMotion moving, ProjectModule module) {
        realWorkCame = true;
        oneAtATime.lock();
        try {
            return run(sources, moving, module, tool.runsProcessors());
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Begins the next compilation of a single source, as far as that can be done beforehand. Takes about as long as a
     * compilation does, while nobody waits for it; where annotation processors run, it does nothing.
     */
    public void getReady() {
        oneAtATime.lock();
        try {
            if (!closed && !tool.runsProcessors()) {
                tool.getReady(last);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Compiles for practice, so that the first real compilation is as fast as later ones: a small program that uses what
     * programs use, and a few of the project's own sources. Takes a few seconds on one core; meant for a background thread.
     * Returns early when a real compilation is wanted, when this is closed, or when the thread is interrupted.
     */
    public void warmUp() {
        WarmUp warmUp = WarmUp.of(project);
        while (!realWorkCame && !Thread.currentThread().isInterrupted() && warmUp.hasNext()) {
            oneAtATime.lock();
            try {
                if (closed) {
                    return;
                }
                warmUp.next((sources, module) -> run(sources, ClassesInMotion.NONE, module, false));
                getReady();
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    private Compilation run(
            Collection<SourceText> sources,
            ClassesInMotion moving,
            ProjectModule module,
            boolean annotationProcessing) {
        if (closed) {
            throw new IllegalStateException("this compiler is closed");
        }
        last = module;
        return tool.run(sources, moving, module, annotationProcessing);
    }

    /** Waits for a compilation under way, then lets go of the class path's jars. */
    @Override
    public void close() {
        closed = true;
        oneAtATime.lock();
        try {
            tool.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the compiler's class path: " + e.getMessage(), e);
        } finally {
            oneAtATime.unlock();
        }
    }
}
