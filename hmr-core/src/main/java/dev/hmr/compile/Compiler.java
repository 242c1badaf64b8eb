package dev.hmr.compile;

import dev.hmr.process.HelperJvm;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A Java compiler that is kept warm for a project: its code stays compiled, the class path's jars stay indexed. One for a
 * session.
 *
 * <p>Thread-safe: one compilation at a time, others wait. Whoever found it closes it.
 */
public abstract sealed class Compiler implements AutoCloseable permits Javac, SeparateJavac {
    private final Project project;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile boolean realWorkCame;
    private volatile boolean closed;
    private boolean ended;

    Compiler(Project project) {
        this.project = project;
    }

    /**
     * The compiler of the running JDK, in a process of its own, for a project that has at least one module; empty where there
     * is none, as in a JRE.
     */
    public static Optional<Compiler> inOwnProcess(Project project) {
        return isFor(project) ? Optional.of(new SeparateJavac(project, HelperJvm.java())) : Optional.empty();
    }

    /**
     * The compiler of the running JDK, in this JVM; empty where {@link #inOwnProcess} is.
     *
     * @throws UncheckedIOException when the class path cannot be opened
     */
    public static Optional<Compiler> inThisJvm(Project project) {
        return isFor(project) ? Optional.of(Javac.open(project)) : Optional.empty();
    }

    private static boolean isFor(Project project) {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent()
                && !project.modules().isEmpty();
    }

    /** Compiles sources as one unit, with these classes (binary names) hidden. */
    final Compilation compile(Collection<SourceText> sources, Set<String> hidden, ProjectModule module) {
        return compile(sources, new ClassesInMotion(hidden, Map.of()), module);
    }

    /**
     * Compiles sources as one unit, against the class path as it is now.
     *
     * @param moving where the class files on disk are not the truth
     * @param module whose settings to compile with, and where annotation processors' output goes
     * @return a failure also when javac or an annotation processor breaks down
     */
    final Compilation compile(Collection<SourceText> sources, ClassesInMotion moving, ProjectModule module) {
        realWorkCame = true;
        oneAtATime.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this compiler is closed");
            }
            return run(new CompilerRequest.Compile(List.copyOf(sources), moving, module, false));
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Begins the next compilation of a single source, as far as that can be done beforehand. Takes about as long as a
     * compilation does, while nobody waits for it; where annotation processors run, it does nothing.
     */
    public final void getReady() {
        oneAtATime.lock();
        try {
            if (!closed) {
                begin();
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
    public final void warmUp() {
        WarmUp warmUp = WarmUp.of(project);
        while (!realWorkCame && !Thread.currentThread().isInterrupted() && warmUp.hasNext()) {
            oneAtATime.lock();
            try {
                if (closed) {
                    return;
                }
                warmUp.next((sources, module) ->
                        run(new CompilerRequest.Compile(List.copyOf(sources), ClassesInMotion.NONE, module, true)));
                begin();
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    /** Breaks off a compilation under way, or waits for it, then lets go of the class path's jars. Idempotent. */
    @Override
    public final void close() {
        closed = true;
        breakOff();
        oneAtATime.lock();
        try {
            if (!ended) {
                ended = true;
                end();
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    final boolean isClosed() {
        return closed;
    }

    /** Any thread: has what is under way end soon, if that can be. */
    abstract void breakOff();

    /** As long as this is not closed, by one thread at a time, as the next two. */
    abstract Compilation run(CompilerRequest.Compile request);

    abstract void begin();

    abstract void end();
}
