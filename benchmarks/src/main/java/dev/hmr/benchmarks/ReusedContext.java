package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.EditableClass;
import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What it would give to reuse the context of javac from run to run, as language servers do – its tables of symbols, those of the
 * project among them –, and what it risks: sources that nobody changed are compiled one after the other, by runs of their own and
 * in the one context that the JDK's own {@code JavacTaskPool} keeps.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.ReusedContext -Dexec.args="--classes 1000 --edits 200 --warmup 80"
 * }</pre>
 */
public final class ReusedContext {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ReusedContext() {}

    public static void main(String[] arguments) throws IOException {
        Options options = Options.parse(arguments);
        Program program = Program.generate(options.classes(), options.seed());
        Workspace workspace = Workspace.create(program, OwnClassPath.libraries());
        try (ChildJvm compiler = ChildJvm.start(
                "compiler",
                List.of("--add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED"),
                OwnClassPath.all(),
                ReusedContextCompiler.class.getName(),
                workspace.classPath(OwnClassPath.libraries()))) {
            measure(options, program, workspace, compiler);
        }
        workspace.delete();
    }

    private static void measure(Options options, Program program, Workspace workspace, ChildJvm compiler) {
        List<EditableClass> editables = program.editables();
        SplittableRandom random = new SplittableRandom(options.seed());
        List<Double> fresh = new ArrayList<>();
        List<Double> reused = new ArrayList<>();
        for (int i = -options.warmup(); i < options.edits(); i++) {
            EditableClass any = editables.get(random.nextInt(editables.size()));
            compiler.send(workspace.source(any.path()).toString());
            List<String> answer = compiler.receive(LIMIT);
            if (i >= 0) {
                fresh.add(Long.parseLong(answer.get(1)) / 1e6);
                if (answer.get(0).equals("compiled")) {
                    reused.add(Long.parseLong(answer.get(2)) / 1e6);
                }
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%d classes, medians of %d sources: a run of its own %.1f ms, in the reused context %.1f ms, where %d failed",
                options.classes(),
                options.edits(),
                Statistics.median(fresh),
                Statistics.median(reused),
                options.edits() - reused.size()));
    }
}
