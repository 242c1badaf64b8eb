package dev.hmr.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The bare compiler to compare with, from outside. One thread at a time; closed by its starter. */
final class Reference implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ChildJvm jvm;

    private Reference(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static Reference start(Workspace workspace, List<Path> libraries) {
        return new Reference(ChildJvm.start(
                "reference compiler",
                OwnClassPath.all(),
                ReferenceCompiler.class.getName(),
                workspace.classPath(libraries)));
    }

    /** Compiles a file and gives how many milliseconds that took. */
    double compile(Path source) {
        jvm.send(source.toString());
        List<String> answer = jvm.receive(LIMIT);
        if (!answer.get(0).equals("compiled")) {
            throw jvm.failure("cannot compile " + source, null);
        }
        return Long.parseLong(answer.get(1)) / 1e6;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
