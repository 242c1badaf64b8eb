package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.util.Set;

/**
 * Reloads an application a thousand times under requests, and prints what it holds after 100, 500 and 1,000 reloads: what
 * grows is a leak.
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am compile exec:java -Dbenchmark=dev.hmr.benchmarks.ManyReloads
 * }</pre>
 *
 * <p>Takes {@code --classes} and {@code --seed}. Ends with a status other than 0 if an edit did not become live.
 */
public final class ManyReloads {
    private static final int RELOADS = 1000;
    private static final Set<Integer> LOOKS = Set.of(10, 100, 500, RELOADS);

    private ManyReloads() {}

    public static void main(String[] arguments) throws IOException {
        try {
            run(Options.parse(arguments));
        } catch (BenchmarkFailed | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException {
        Program program = Program.generate(options.classes(), options.seed());
        Workspace workspace = Workspace.create(program, OwnClassPath.libraries());
        Edits edits = new Edits(workspace, program, options.seed());
        try (RunningApplication application = RunningApplication.start(workspace, OwnClassPath.libraries(), edits)) {
            System.out.println(Footprint.header());
            for (int reloads = 1; reloads <= RELOADS; reloads++) {
                application.save(edits.next(reloads % 2 == 0 ? EditKind.BODY : EditKind.SIGNATURE));
                if (LOOKS.contains(reloads)) {
                    System.out.println(application.footprint().row(reloads));
                }
            }
        }
        workspace.delete();
    }
}
