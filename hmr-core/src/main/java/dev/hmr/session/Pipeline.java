package dev.hmr.session;

import dev.hmr.compile.CompileFailed;
import dev.hmr.compile.CompileOutcome;
import dev.hmr.compile.Compiled;
import dev.hmr.compile.IncrementalCompiler;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.CodeOrigins;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.ReloadReason;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.LostState;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.Redaction;
import dev.hmr.protocol.Route;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries one change set from the saved files to the running application: compile, plan, load, run the effects, swap.
 * Session thread only.
 */
final class Pipeline {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Project project;
    private final ProjectClasses classes;
    private final Excludes excludes;
    private final LiveCode code;
    private final Effects effects;
    private final StartedCode started;
    private final @Nullable IncrementalCompiler compiler;
    private final OutputListener outputs;
    private final RouteImpact impact;
    private final Problems problems;
    private final CastDiagnosis casts;
    private final SavedResources resources;
    private final ReplacedLoaders replaced;

    Pipeline(
            Project project,
            ProjectClasses classes,
            Excludes excludes,
            ClassLoader stableParent,
            Effects effects,
            StartedCode started,
            @Nullable IncrementalCompiler compiler,
            OutputListener outputs,
            List<Path> watched,
            Redaction redaction,
            Consumer<LostState> notices,
            ReplacedLoaders replaced) {
        this.replaced = replaced;
        this.project = project;
        this.classes = classes;
        this.excludes = excludes;
        this.effects = effects;
        this.started = started;
        this.compiler = compiler;
        this.outputs = outputs;
        this.code = new LiveCode(classes, excludes, stableParent, notices);
        this.impact = new RouteImpact(code.index(), code.calls(), code::definedBytes);
        this.problems = new Problems(classes, redaction);
        this.resources = new SavedResources(project, watched, outputs, problems::shortName);
        this.casts = new CastDiagnosis(classes.index(), code::isCurrent, code::loaderOf);
    }

    /** Notes the code behind the routes of generation 0, which later ones are compared with. */
    void started(Wiring wiring) {
        impact.update(Map.of(wiring, wiring.routes()), code.changed());
    }

    void rehearse() {
        new Rehearsal(code.graph(), effects).perform();
    }

    /** From now on what only methods do can change in place. */
    void redefineWith(@Nullable Instrumentation instrumentation) {
        code.inPlace().begin(instrumentation);
        effects.wirings()
                .forEach(wiring -> wiring.entry()
                        .map(EntryPoint::className)
                        .or(() -> classes.index().all().stream()
                                .map(ClassFile::name)
                                .findFirst())
                        .ifPresent(code::practiseInPlace));
    }

    long generation() {
        return code.graph().generation();
    }

    /** The loader of a class (binary name) as it serves now. */
    ClassLoader loaderOf(String className) {
        return code.loaderOf(className);
    }

    boolean isCurrent(Class<?> type) {
        return code.isCurrent(type);
    }

    /**
     * What there is to say of an exception of user code, beyond what it says itself; empty if nothing.
     *
     * @param suspects objects that may hold what a reload replaced, by a description for the developer
     */
    String explain(Throwable thrown, Map<String, ?> suspects) {
        return casts.explain(thrown, suspects)
                .or(() -> NativeLibraryDiagnosis.explain(thrown))
                .orElse("");
    }

    /**
     * What user code threw while it answered a request, and what caused it.
     *
     * @param explanation what there is to say of it; may be empty
     */
    List<Problem> describe(Throwable thrown, String explanation) {
        return problems.causes(thrown, explanation);
    }

    /** The code as it serves. */
    CodeView view() {
        Set<String> entries = effects.wirings().stream()
                .flatMap(wiring -> wiring.entry().stream())
                .map(entry -> Names.internal(entry.className()))
                .collect(Collectors.toSet());
        return new CodeSnapshot(code.graph().live(), code.calls())
                .view(
                        impact.handlers(),
                        entries,
                        Lifetimes.ofProcess().kept().made(),
                        code.loaders().alive());
    }

    /** Never throws: what user code throws is a verdict. */
    ReloadEvent apply(ChangeSet set) {
        Timings.Stopwatch stopwatch = new Timings.Stopwatch(set.detectedNanos());
        stopwatch.lap();
        SavedFiles saved = SavedFiles.of(set, project);
        SavedResources.Copied copied = resources.copy(saved.resources());
        if (copied.mayBeBundles()) {
            forgetBundles();
        }
        List<String> restartReasons = new ArrayList<>(copied.restartReasons());
        CompileOutcome compiled = compile(saved);
        stopwatch.lap();
        Report report = new Report(set, copied.names(), stopwatch);
        if (compiled instanceof CompileFailed failed) {
            String headline =
                    failed.errors().size() == 1 ? "1 error" : failed.errors().size() + " errors";
            return report.event(new Verdict.Failed(Verdict.Cause.COMPILE, headline, problems.of(failed.errors())));
        }
        List<ClassChange> changes = new ArrayList<>();
        if (compiled instanceof Compiled success) {
            changes.addAll(classes.update(success));
        }
        changes.addAll(classes.updateFromDisk(saved.classFiles()));
        List<ClassChange> followed = code.follow(changes);
        report.explanation.changed(followed);
        if (compiled instanceof Compiled success) {
            report.explanation.compiledAlong(saved.without(success.sources()));
        }
        if (compiled != null) {
            compiled.moduleDescriptors()
                    .forEach(file -> restartReasons.add(
                            problems.shortName(file) + " changed, which a running JVM does not read again"));
        }
        boolean early = effects.readClassFiles();
        if (early) {
            write(compiled, changes);
        }
        Verdict verdict = reload(followed, restartReasons, report);
        code.takeUpDebugInfo(followed);
        if (!early) {
            write(compiled, changes);
        }
        return report.event(verdict);
    }

    /** The JDK keeps them for each loader that they were asked of. */
    private void forgetBundles() {
        code.loaders().all().forEach(ResourceBundle::clearCache);
        effects.wirings().forEach(wiring -> wiring.requestLoader().ifPresent(ResourceBundle::clearCache));
    }

    /** Compiles for practice, with a compiler that has had its own. */
    void rehearseCompiling() {
        if (compiler != null) {
            compiler.rehearse();
        }
        getReady();
    }

    /** Has changed classes run code of their own again, where the last changes have led around it. */
    void settle() {
        code.inPlace().settle();
    }

    /** Makes some of the loaded classes ready to change in place at once; returns whether there are more. */
    boolean prepareInPlace() {
        return code.inPlace().prepare(code.graph()::version);
    }

    /** Does beforehand what can be done of the next change. */
    void getReady() {
        if (compiler != null) {
            compiler.getReady();
        }
        effects.getReady(code);
    }

    private @Nullable CompileOutcome compile(SavedFiles saved) {
        if (compiler == null || !saved.hasSources()) {
            return null;
        }
        try {
            classes.restoreMissing(outputs);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "Class files that were deleted could not be written again", e);
        }
        return compiler.compile(saved.sources(), saved.deletedSources());
    }

    private Verdict reload(List<ClassChange> changes, List<String> knownReasons, Report report) {
        List<String> restartReasons = new ArrayList<>(knownReasons);
        restartReasons.addAll(started.changedIn(changes));
        for (ClassChange change : changes) {
            if (excludes.contains(change.name()) && change.isObservable()) {
                restartReasons.add(Names.binary(change.name()) + " changed, and is excluded from reloading");
            }
        }
        List<String> files = report.resources;
        ReloadPlan plan = code.plan(changes, files, files.isEmpty() ? CodeOrigins.none() : impact.perRequest());
        code.outdatedInitializers().stream()
                .filter(excludes::contains)
                .map(name -> Names.binary(name) + " has read a file that changed, and is excluded from reloading")
                .forEach(restartReasons::add);
        Set<String> initializedAgain = code.takeOverStaticState(plan);
        report.stopwatch.lap();
        Effects.Outcome outcome = effects.run(
                plan, code, report.set.changes().stream().map(FileChange::path).toList());
        report.stopwatch.lap();
        if (outcome instanceof Effects.Threw threw) {
            Problem problem = problems.of(threw.cause(), explain(threw.cause(), Map.of()));
            code.abandon(plan);
            return new Verdict.Failed(Verdict.Cause.STARTUP, "the new code could not be started", List.of(problem));
        }
        if (outcome instanceof Effects.Lost lost) {
            code.abandon(plan);
            restartReasons.add(lost.reason());
            return new Verdict.RestartNeeded(restartReasons);
        }
        Effects.Swapped swapped = (Effects.Swapped) outcome;
        restartReasons.addAll(swapped.restartReasons());
        Set<UnitVersion> reachable = effects.reachable(plan);
        restartReasons.addAll(unreachable(plan, reachable));
        boolean live =
                swapped.ranAgain() || !reachable.isEmpty() || !plan.redefined().isEmpty();
        Set<ClassLoader> before = code.loadersBefore(plan);
        code.graph().commit(plan, swapped.ranAgain());
        replaced.replaced(code.graph().generation(), before, swapped.disposed());
        if (live) {
            initializedAgain.forEach(name -> report.initializedAgain.add(Names.simple(name)));
            report.ways(plan);
            report.explanation.ranAgain(swapped.reasons());
            Map<Route, String> affected = impact.update(swapped.routes(), code.changed());
            report.routes = List.copyOf(affected.keySet());
            report.explanation.affected(affected);
        }
        code.carriedOut();
        if (!restartReasons.isEmpty()) {
            return new Verdict.RestartNeeded(restartReasons);
        }
        return live || !report.resources.isEmpty() ? new Verdict.Live() : new Verdict.NothingChanged();
    }

    /** Code that runs and that nothing runs again: a reload cannot bring it the change. */
    private static List<String> unreachable(ReloadPlan plan, Set<UnitVersion> reachable) {
        Stream<String> readers = plan.reloaded().stream()
                .filter(version -> !reachable.contains(version))
                .flatMap(version -> version.reason() instanceof ReloadReason.ReadsAgain again
                        ? again.classes().stream()
                        : Stream.empty())
                .map(
                        name -> Names.binary(name)
                                + " has read a file that changed, and the code that uses it ran at the start and is not run again");
        Stream<String> edited = plan.changes().stream()
                .filter(change -> change.before() != null && change.after() != null)
                // Whoever uses a changed constant was compiled again, and so is a change itself.
                .filter(change -> !change.isOnlyOfConstants())
                .filter(change -> {
                    UnitVersion version = plan.reloaded(change.name());
                    return version != null && !reachable.contains(version);
                })
                .map(change -> Names.binary(change.name())
                        + " changed, and the code that uses it ran at the start and is not run again");
        return Stream.concat(edited, readers).toList();
    }

    /** After the swap if possible, so that nobody waits for it; a restart finds what is live. */
    private void write(@Nullable CompileOutcome compiled, List<ClassChange> changes) {
        if (!(compiled instanceof Compiled success) || compiler == null) {
            return;
        }
        code.pinGenerationZero(changes);
        try {
            compiler.write(success, outputs);
        } catch (IOException e) {
            LOG.log(Level.ERROR, "The new code is live, but its class files could not be written", e);
        }
    }

    /** What is known so far of the event that a change set ends in. */
    private final class Report {
        final ChangeSet set;
        final List<String> resources;
        final Timings.Stopwatch stopwatch;
        final Explanation explanation = new Explanation();
        final List<String> initializedAgain = new ArrayList<>();
        List<Route> routes = List.of();
        List<String> redefined = List.of();
        List<String> reloaded = List.of();

        Report(ChangeSet set, List<String> resources, Timings.Stopwatch stopwatch) {
            this.set = set;
            this.resources = resources;
            this.stopwatch = stopwatch;
        }

        void ways(ReloadPlan plan) {
            redefined = plan.redefined().stream()
                    .flatMap(unit -> unit.classes().stream().map(Names::simple))
                    .toList();
            reloaded = plan.reloaded().stream()
                    .map(version -> version.unit().toString())
                    .toList();
            explanation.redefined(redefined);
            explanation.reloaded(
                    plan.reloaded(),
                    code.graph().size()
                            - plan.reloaded().size()
                            - plan.redefined().size());
        }

        ReloadEvent event(Verdict verdict) {
            return new ReloadEvent(
                    generation(),
                    verdict,
                    set.changes().stream().map(FileChange::path).toList(),
                    resources,
                    routes,
                    explanation.sentences(),
                    redefined,
                    reloaded,
                    initializedAgain,
                    stopwatch.timings());
        }
    }
}
