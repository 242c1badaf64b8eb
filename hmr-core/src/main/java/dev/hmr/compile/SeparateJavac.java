package dev.hmr.compile;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's compiler in a process of its own. A warm javac is some thousand compiled methods and loaded classes, and in the
 * application's JVM each change in place would wait for HotSpot to walk through them: measured, a quarter of what the
 * redefinition takes. Nor does it share heap and exit code with the application, whatever an annotation processor does.
 *
 * <p>A process that ends is started again. Where none can be, the compiler of this JVM does the work.
 */
final class SeparateJavac extends Compiler {
    private static final System.Logger LOG = System.getLogger("dev.hmr");
    private static final int ATTEMPTS = 2;

    private final Project project;
    private final Path java;
    private volatile @Nullable JavacProcess process;
    private @Nullable Javac inThisJvm;

    /**
     * Starts the process and does not wait for it.
     *
     * @param java the command that starts a JVM
     */
    SeparateJavac(Project project, Path java) {
        super(project);
        this.project = project;
        this.java = java;
        start();
    }

    @Override
    Compilation run(CompilerRequest.Compile request) {
        String end = "";
        for (int attempt = 0; attempt < ATTEMPTS && !isClosed(); attempt++) {
            awaitProcess();
            JavacProcess running = process;
            if (running == null) {
                return javacOfThisJvm().run(request);
            }
            try {
                return running.compile(request);
            } catch (IOException e) {
                running.close();
                process = null;
                end = running.exit();
                LOG.log(Level.DEBUG, "The compiler's process has ended", e);
            }
        }
        return Compilation.Failure.because("the compiler's process ended while it compiled (" + end
                + "), also when it was started again; the next save tries again");
    }

    @Override
    void begin() {
        if (inThisJvm != null) {
            inThisJvm.begin();
            return;
        }
        JavacProcess running = process;
        if (running != null) {
            try {
                running.begin();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "The compiler's process has ended; the next compilation starts another", e);
            }
        }
    }

    /** Afterwards there is a process that answers, or a compiler in this JVM, or this is closed. */
    private void awaitProcess() {
        if (process == null && inThisJvm == null) {
            start();
        }
        JavacProcess started = process;
        if (started != null) {
            try {
                started.awaitReady();
            } catch (IOException e) {
                started.close();
                if (!isClosed()) {
                    doWithout(e);
                }
            }
        }
    }

    private void start() {
        try {
            process = JavacProcess.start(java, project);
        } catch (IOException e) {
            doWithout(e);
        }
    }

    private void doWithout(IOException reason) {
        LOG.log(
                Level.INFO,
                "The compiler cannot have a process of its own and works in this one: " + reason.getMessage());
        process = null;
        inThisJvm = Javac.open(project);
    }

    private Javac javacOfThisJvm() {
        Javac here = inThisJvm;
        if (here == null) {
            throw new IllegalStateException("there is neither a process nor a compiler in this one");
        }
        return here;
    }

    @Override
    void breakOff() {
        JavacProcess running = process;
        if (running != null) {
            running.destroy();
        }
    }

    @Override
    void end() {
        JavacProcess running = process;
        if (running != null) {
            running.close();
        }
        if (inThisJvm != null) {
            inThisJvm.end();
        }
    }
}
