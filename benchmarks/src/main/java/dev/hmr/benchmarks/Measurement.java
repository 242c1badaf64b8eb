package dev.hmr.benchmarks;

import dev.hmr.benchmarks.program.EditableClass;
import dev.hmr.benchmarks.program.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes all samples of a run. One thread at a time. */
final class Measurement {
    /** As often as HMR's own compiler practises after the start, so that the comparison is a fair one. */
    private static final int REFERENCE_PRACTICE = 60;

    private final Options options;
    private final Program program;
    private final Workspace workspace;
    private final Edits edits;
    private final List<Path> libraries = OwnClassPath.libraries();

    private Measurement(Options options, Program program, Workspace workspace) {
        this.options = options;
        this.program = program;
        this.workspace = workspace;
        this.edits = new Edits(workspace, program, options.seed());
    }

    /** @throws BenchmarkFailed if an edit did not become live, or an answer was wrong; the application is kept then */
    static Results run(Options options) throws IOException {
        Program program = Program.generate(options.classes(), options.seed());
        Workspace workspace = Workspace.create(program, OwnClassPath.libraries());
        Results results;
        try {
            results = new Measurement(options, program, workspace).run();
        } catch (BenchmarkFailed e) {
            throw new BenchmarkFailed(e.getMessage() + "\nThe application is kept in " + workspace.root(), e);
        }
        workspace.delete();
        return results;
    }

    private Results run() throws IOException {
        Map<EditKind, List<Sample>> samples = new EnumMap<>(EditKind.class);
        try (Reference reference = Reference.start(workspace, libraries);
                RunningApplication application = RunningApplication.start(workspace, libraries, edits)) {
            practise(reference);
            application.awaitPrepared();
            for (EditKind kind : EditKind.values()) {
                for (int i = 0; i < options.warmup(); i++) {
                    sample(kind, application, reference);
                }
                List<Sample> series = new ArrayList<>();
                for (int i = 0; i < options.edits(); i++) {
                    series.add(sample(kind, application, reference));
                }
                samples.put(kind, series);
            }
        }
        return new Results(
                options, program.sources().size(), edits.routes().size(), samples, firstSaves(true), firstSaves(false));
    }

    private void practise(Reference reference) {
        List<EditableClass> editables = program.editables();
        for (int i = 0; i < REFERENCE_PRACTICE; i++) {
            EditableClass editable = editables.get(i % editables.size());
            reference.compile(workspace.source(editable.path()));
        }
    }

    /** An edit, and the reference right after, so that both meet the machine in the same state. */
    private Sample sample(EditKind kind, RunningApplication application, Reference reference) throws IOException {
        Edit edit = edits.next(kind);
        return new Sample(application.save(edit), reference.compile(edit.file()));
    }

    /** @param prepared whether to let HMR's work in the background end before saving */
    private List<Double> firstSaves(boolean prepared) throws IOException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < options.starts(); i++) {
            try (RunningApplication application = RunningApplication.start(workspace, libraries, edits)) {
                if (prepared) {
                    application.awaitPrepared();
                }
                millis.add(application.save(edits.next(EditKind.BODY)).millis());
            }
        }
        return millis;
    }
}
