package dev.hmr.session;

import dev.hmr.compile.CompileFailed;
import dev.hmr.compile.CompileOutcome;
import dev.hmr.compile.Compiled;
import dev.hmr.compile.IncrementalCompiler;
import dev.hmr.compile.OutputListener;
import dev.hmr.compile.Project;
import dev.hmr.graph.CallGraph;
import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitGraph;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Loaders;
import dev.hmr.load.LostState;
import dev.hmr.protocol.CodeView;
import dev.hmr.protocol.Problem;
import dev.hmr.protocol.Redaction;
import dev.hmr.protocol.Route;
import dev.hmr.watch.ChangeSet;
import dev.hmr.watch.FileChange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries one change set from the saved files to the running application: compile, plan, load, run the effects, swap.
 * Session thread only.
 */
final class Pipeline implements Loaders.Project {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Project project;
    private final ProjectClasses classes;
    private final ClassIndex reloadable;
    private final Excludes excludes;
    private final Loaders loaders;
    private final UnitGraph graph;
    private final Effects effects;
    private final StartedCode started;
    private final @Nullable IncrementalCompiler compiler;
    private final OutputListener outputs;
    private final CallGraph calls;
    /** What changed since the last generation that was carried out. */
    private final ChangedCode changed = new ChangedCode(new HashSet<>(), new HashSet<>());

    private final RouteImpact impact;
    private final Problems problems;
    private final CastDiagnosis casts;
    private final SavedResources resources;
    private final Consumer<LostState> notices;
    private final ReplacedLoaders replaced;
    private final Set<String> pinned = new HashSet<>();

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
        this.notices = notices;
        this.replaced = replaced;
        this.project = project;
        this.classes = classes;
        this.excludes = excludes;
        this.effects = effects;
        this.started = started;
        this.compiler = compiler;
        this.outputs = outputs;
        this.reloadable = new ClassIndex();
        classes.index().all().stream().filter(this::isReloadable).forEach(reloadable::put);
        this.loaders = new Loaders(stableParent, this);
        this.graph = new UnitGraph(reloadable, loaders::newLoader);
        this.calls = new CallGraph(classes.index().all());
        this.impact = new RouteImpact(classes.index(), calls);
        this.problems = new Problems(classes, redaction);
        this.resources = new SavedResources(project, watched, outputs, problems::shortName);
        this.casts = new CastDiagnosis(classes.index(), this::isCurrent, this::loaderOf);
    }

    /** Notes the code behind the routes of generation 0, which later ones are compared with. */
    void started(List<RegisteredRoute> routes) {
        impact.update(routes, changed);
    }

    void rehearse() {
        new Rehearsal(graph, effects).perform();
    }

    long generation() {
        return graph.generation();
    }

    @Override
    public @Nullable UnitVersion version(String className) {
        return graph.version(className);
    }

    @Override
    public boolean isGone(String className) {
        return graph.isGone(className);
    }

    @Override
    public @Nullable CodeSource codeSource(String className) {
        return classes.codeSource(className);
    }

    /** The loader of a class (binary name) as it serves now. */
    ClassLoader loaderOf(String className) {
        return loaders.current(Names.internal(className));
    }

    @Override
    public boolean isCurrent(Class<?> type) {
        String name = Names.internal(type.getName());
        return graph.version(name) == null ? !graph.isGone(name) : loaders.current(name) == type.getClassLoader();
    }

    @Override
    public void lost(LostState lost) {
        notices.accept(lost);
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

    /** What user code threw while it answered a request, and what caused it. */
    List<Problem> describe(Throwable thrown, Map<String, ?> suspects) {
        return problems.causes(thrown, explain(thrown, suspects));
    }

    /** The code as it serves. */
    CodeView view() {
        Set<String> entries = effects.wirings().stream()
                .map(wiring -> Names.internal(wiring.entry().className()))
                .collect(Collectors.toSet());
        return new CodeSnapshot(graph.live(), calls)
                .view(impact.handlers(), entries, Lifetimes.ofProcess().kept().made(), loaders.alive());
    }

    /** Never throws: what user code throws is a verdict. */
    ReloadEvent apply(ChangeSet set) {
        Timings.Stopwatch stopwatch = new Timings.Stopwatch(set.detectedNanos());
        stopwatch.lap();
        SavedFiles saved = SavedFiles.of(set, project);
        SavedResources.Copied copied = resources.copy(saved.resources());
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
        report.explanation.changed(changes);
        if (compiled instanceof Compiled success) {
            report.explanation.compiledAlong(saved.without(success.sources()));
        }
        if (compiled != null) {
            compiled.moduleDescriptors()
                    .forEach(file -> restartReasons.add(
                            problems.shortName(file) + " changed, which a running JVM does not read again"));
        }
        Verdict verdict = reload(changes, restartReasons, report);
        if (compiled instanceof Compiled success && compiler != null) {
            write(success, changes, compiler);
        }
        return report.event(verdict);
    }

    /** Does beforehand what can be done of the next change. */
    void getReady() {
        if (compiler != null) {
            compiler.getReady();
        }
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
        List<ClassChange> mine = new ArrayList<>();
        for (ClassChange change : changes) {
            if (!excludes.contains(change.name())) {
                mine.add(change);
                index(change);
            } else if (change.isObservable()) {
                restartReasons.add(Names.binary(change.name()) + " changed, and is excluded from reloading");
            }
        }
        changed.add(calls.update(changes));
        ReloadPlan plan = graph.plan(mine);
        Set<String> initializedAgain = takeOverStaticState(plan);
        report.stopwatch.lap();
        Effects.Outcome outcome = effects.run(plan, loaders.newContext(plan.generation()));
        report.stopwatch.lap();
        if (outcome instanceof Effects.Threw threw) {
            Problem problem = problems.of(threw.cause(), explain(threw.cause(), Map.of()));
            graph.abandon();
            return new Verdict.Failed(Verdict.Cause.STARTUP, "the new code could not be started", List.of(problem));
        }
        if (outcome instanceof Effects.Lost lost) {
            graph.abandon();
            restartReasons.add(lost.reason());
            return new Verdict.RestartNeeded(restartReasons);
        }
        Effects.Swapped swapped = (Effects.Swapped) outcome;
        restartReasons.addAll(swapped.restartReasons());
        Set<UnitVersion> reachable = effects.reachable(plan);
        restartReasons.addAll(unreachable(plan, reachable));
        boolean live = !reachable.isEmpty();
        Set<ClassLoader> before = loadersBefore(plan);
        graph.commit(plan);
        replaced.replaced(graph.generation(), before, swapped.disposed());
        if (live) {
            initializedAgain.forEach(name -> report.initializedAgain.add(Names.simple(name)));
            Map<Route, String> affected = impact.update(swapped.routes(), changed);
            report.routes = List.copyOf(affected.keySet());
            report.explanation.reloaded(
                    plan.reloaded(), graph.size() - plan.reloaded().size());
            report.explanation.affected(affected);
        }
        changed.clear();
        if (!restartReasons.isEmpty()) {
            return new Verdict.RestartNeeded(restartReasons);
        }
        return live || !report.resources.isEmpty() ? new Verdict.Live() : new Verdict.NothingChanged();
    }

    /** Returns the classes (internal names) that start with new static values. */
    private Set<String> takeOverStaticState(ReloadPlan plan) {
        Set<String> again = new TreeSet<>();
        for (UnitVersion next : plan.reloaded()) {
            next.classes().forEach((name, file) -> {
                UnitVersion before = graph.live(name);
                if (file.hasStaticState() && before != null) {
                    if (changed.concernsInitializerOf(name)) {
                        again.add(name);
                    } else {
                        loaders.takeOver(name, before, next);
                    }
                }
            });
        }
        return again;
    }

    /** The loaders of all versions that a plan replaces, or whose classes were deleted. */
    private Set<ClassLoader> loadersBefore(ReloadPlan plan) {
        return Stream.concat(
                        plan.reloaded().stream().flatMap(next -> next.classes().keySet().stream()),
                        plan.changes().stream().map(ClassChange::name))
                .map(graph::live)
                .filter(Objects::nonNull)
                .filter(version -> version.generation() > 0)
                .map(UnitVersion::loaderIfMade)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private void index(ClassChange change) {
        ClassFile after = change.after();
        if (after == null) {
            reloadable.remove(change.name());
        } else {
            reloadable.put(after);
        }
    }

    private boolean isReloadable(ClassFile file) {
        return !excludes.contains(file.name());
    }

    /** Code that runs and that nothing runs again: a reload cannot bring it the change. */
    private static List<String> unreachable(ReloadPlan plan, Set<UnitVersion> reachable) {
        return plan.changes().stream()
                .filter(change -> change.before() != null && change.after() != null)
                // Whoever uses a changed constant was compiled again, and so is a change itself.
                .filter(change -> !change.isOnlyOfConstants())
                .filter(change -> {
                    UnitVersion version = plan.reloaded(change.name());
                    return version != null && !reachable.contains(version);
                })
                .map(change -> Names.binary(change.name())
                        + " changed, and the code that uses it ran at the start and is not run again")
                .toList();
    }

    /**
     * The stable parent loads classes when they are first used, from the files that are about to be written. What still
     * runs at generation 0 must find the class that it was compiled with.
     */
    private void pinGenerationZero(List<ClassChange> changes) {
        for (ClassChange change : changes) {
            if (change.before() != null && pinned.add(change.name())) {
                loaders.pin(change.name());
            }
        }
    }

    /** After the swap, so that nobody waits for it; a restart finds what is live. */
    private void write(Compiled compiled, List<ClassChange> changes, IncrementalCompiler into) {
        pinGenerationZero(changes);
        try {
            into.write(compiled, outputs);
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

        Report(ChangeSet set, List<String> resources, Timings.Stopwatch stopwatch) {
            this.set = set;
            this.resources = resources;
            this.stopwatch = stopwatch;
        }

        ReloadEvent event(Verdict verdict) {
            return new ReloadEvent(
                    graph.generation(),
                    verdict,
                    set.changes().stream().map(FileChange::path).toList(),
                    resources,
                    routes,
                    explanation.sentences(),
                    initializedAgain,
                    stopwatch.timings());
        }
    }
}
