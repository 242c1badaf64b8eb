package dev.hmr.compile;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The JDK's compiler in this JVM. */
final class Javac extends Compiler {
    private final CompilerTool tool;
    /** The module that was compiled last: the one to be compiled next, most likely. */
    private ProjectModule last;

    private Javac(CompilerTool tool, Project project) {
        super(project);
        this.tool = tool;
        this.last = project.modules().get(0);
    }

    static Javac open(Project project) {
        try {
            return new Javac(CompilerTool.open(project), project);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the class path for the compiler: " + e.getMessage(), e);
        }
    }

    @Override
    Compilation run(CompilerRequest.Compile request) {
        last = request.module();
        boolean processing = tool.runsProcessors() && !request.forPractice();
        return tool.run(request.sources(), request.moving(), request.module(), processing);
    }

    @Override
    void begin() {
        if (!tool.runsProcessors()) {
            tool.getReady(last);
        }
    }

    @Override
    void breakOff() {}

    @Override
    void end() {
        try {
            tool.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the compiler's class path: " + e.getMessage(), e);
        }
    }
}
