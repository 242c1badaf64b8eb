package dev.hmr.session;

import dev.hmr.graph.CallGraph;
import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.CodeOrigins;
import dev.hmr.graph.Concealment;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Joins;
import dev.hmr.graph.LambdaNames;
import dev.hmr.graph.Member;
import dev.hmr.graph.Names;
import dev.hmr.graph.Redefined;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitGraph;
import dev.hmr.graph.UnitVersion;
import dev.hmr.inplace.InPlace;
import dev.hmr.load.Loaders;
import dev.hmr.load.LostState;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The project's classes as they run: what becomes of them when they change, which version of each serves. Session thread
 * only, but for what class loaders ask.
 */
final class LiveCode implements Loaders.Project {
    private final ProjectClasses classes;
    private final Excludes excludes;
    private final ClassIndex all = new ClassIndex();
    private final ClassIndex reloadable = new ClassIndex();
    private final Loaders loaders;
    private final UnitGraph graph;
    private final CallGraph calls;
    private final InPlace inPlace;
    private final Concealment concealment;
    private final Consumer<LostState> notices;
    private final Set<String> pinned = new HashSet<>();
    /** What changed since the last generation that was carried out. */
    private final ChangedCode changed = ChangedCode.none();
    /** The part of it that is as it was, but has read files that are not. */
    private final ChangedCode outdated = ChangedCode.none();

    LiveCode(ProjectClasses classes, Excludes excludes, ClassLoader stableParent, Consumer<LostState> notices) {
        this.classes = classes;
        this.excludes = excludes;
        this.notices = notices;
        classes.index().all().forEach(this::index);
        this.loaders = new Loaders(stableParent, this);
        this.graph = new UnitGraph(reloadable, loaders::newLoader);
        this.calls = new CallGraph(all.all());
        this.inPlace = new InPlace(loaders, new Joins(all));
        this.concealment = new Concealment(all, calls);
    }

    /** All classes of the project, their lambda bodies' names followed. */
    ClassIndex index() {
        return all;
    }

    UnitGraph graph() {
        return graph;
    }

    CallGraph calls() {
        return calls;
    }

    Loaders loaders() {
        return loaders;
    }

    InPlace inPlace() {
        return inPlace;
    }

    ChangedCode changed() {
        return changed;
    }

    /** The loader of a class (binary name) as it serves now. */
    ClassLoader loaderOf(String className) {
        return loaders.current(Names.internal(className));
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

    @Override
    public boolean isCurrent(Class<?> type) {
        String shown = Names.internal(type.getName());
        String name = InPlace.classOf(shown);
        ClassLoader loader = type.getClassLoader();
        try {
            if (!name.equals(shown) && loader != null) {
                loader = Class.forName(Names.binary(name), false, loader).getClassLoader();
            }
        } catch (ClassNotFoundException e) {
            // None of those that a body was moved out of.
            return true;
        }
        return graph.version(name) == null ? !graph.isGone(name) : loaders.current(name) == loader;
    }

    @Override
    public void lost(LostState lost) {
        notices.accept(lost);
    }

    /** The same changes, from what runs to what is to run: with the lambda bodies' names followed. */
    List<ClassChange> follow(Collection<ClassChange> changes) {
        return changes.stream().map(this::follow).toList();
    }

    private ClassChange follow(ClassChange change) {
        ClassFile before = all.get(change.name());
        ClassFile after = change.after();
        ClassFile running = graph.running(change.name());
        ClassFile like = running == null ? before : running;
        return new ClassChange(
                change.name(), before, like == null || after == null ? after : LambdaNames.follow(like, after));
    }

    /**
     * Works out what is to be done, and redefines what can stay where it is; the rest waits for the effects to run.
     *
     * @param changes followed
     * @param files resources that changed, by their paths below the root
     * @param perRequest code that runs for each request
     */
    ReloadPlan plan(Collection<ClassChange> changes, Collection<String> files, CodeOrigins perRequest) {
        changed.add(calls.update(changes));
        if (!files.isEmpty()) {
            outdated.add(calls.naming(files, perRequest));
            changed.add(outdated);
        }
        List<ClassChange> mine = new ArrayList<>();
        for (ClassChange change : changes) {
            ClassFile after = change.after();
            if (after == null) {
                all.remove(change.name());
                reloadable.remove(change.name());
            } else {
                index(after);
            }
            if (!excludes.contains(change.name())) {
                mine.add(change);
            }
        }
        Set<String> initialized = outdated.initializers();
        InPlaceRule rule = rule(changed);
        ReloadPlan plan = graph.plan(mine, rule, initialized);
        if (!inPlace.carryOut(plan)) {
            graph.abandon();
            plan = graph.plan(mine, new InPlaceRule.Reloading(rule.outgrown()), initialized);
        }
        return plan;
    }

    private InPlaceRule rule(ChangedCode code) {
        Set<String> outgrown = new TreeSet<>();
        for (String name : inPlace.redefined()) {
            UnitVersion version = graph.live(name);
            if (version != null && concealment.isOutgrown(name, version)) {
                outgrown.add(name);
            }
        }
        return inPlace.rule(code, concealment, outgrown);
    }

    private void index(ClassFile file) {
        all.put(file);
        if (!excludes.contains(file.name())) {
            reloadable.put(file);
        }
    }

    /** Whether a method, whenever it runs, reads a file that has changed since the last generation. */
    boolean isOutdated(Member method) {
        return outdated.ran().contains(method);
    }

    /** Whether any method of some names does. */
    boolean isOutdated(Predicate<String> names) {
        return outdated.ran().stream().map(Member::name).anyMatch(names);
    }

    /** The classes (internal names) whose static initializers do. */
    Set<String> outdatedInitializers() {
        return outdated.initializers();
    }

    /** A plan has been carried out: from now on the code is what it was compared with. */
    void carriedOut() {
        changed.clear();
        outdated.clear();
    }

    /** Nothing of a plan has been: what ran before it runs on. */
    void abandon(ReloadPlan plan) {
        inPlace.undo(plan);
        graph.abandon();
    }

    /** Has classes that do the same as before run with new line numbers, so that stack traces and breakpoints are right. */
    void takeUpDebugInfo(Collection<ClassChange> changes) {
        for (ClassChange change : changes) {
            ClassFile after = change.after();
            if (after != null && change.isOnlyOfDebugInfo()) {
                graph.refreshed(after, rule(ChangedCode.none())).ifPresent(inPlace::refresh);
            }
        }
    }

    /** Redefines a class (internal name) as it is: the first time costs many times what the second does. */
    void practiseInPlace(String className) {
        UnitVersion version = graph.version(className);
        ClassFile running = version == null ? null : version.classes().get(className);
        if (version != null && running != null) {
            ClassFile again = LambdaNames.follow(running, ClassFile.read(running.bytes()));
            rule(ChangedCode.none()).fit(running, again);
            inPlace.refresh(Redefined.asItIs(version, className));
            inPlace.settle();
        }
    }

    /** The bytes that a class of the project runs; null if it is no class of a version that serves. */
    byte @Nullable [] definedBytes(Class<?> type) {
        byte[] redefined = loaders.redefinedBytes(type);
        byte[] rewritten = redefined == null ? Loaders.definedBytes(type) : redefined;
        UnitVersion version = graph.version(Names.internal(type.getName()));
        if (rewritten != null || version == null || version.loaderIfMade() != type.getClassLoader()) {
            return rewritten;
        }
        ClassFile file = version.classes().get(Names.internal(type.getName()));
        return file == null ? null : file.bytes();
    }

    /** Returns the classes (internal names) that start with new static values. */
    Set<String> takeOverStaticState(ReloadPlan plan) {
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
    Set<ClassLoader> loadersBefore(ReloadPlan plan) {
        return Stream.concat(
                        plan.reloaded().stream().flatMap(next -> next.classes().keySet().stream()),
                        plan.changes().stream()
                                .filter(change -> change.after() == null && !plan.redefines(change.name()))
                                .map(ClassChange::name))
                .map(graph::live)
                .filter(Objects::nonNull)
                .filter(version -> version.generation() > 0)
                .map(UnitVersion::loaderIfMade)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /**
     * The stable parent loads classes when they are first used, from the files that are about to be written. What still
     * runs at generation 0 must find the class that it was compiled with.
     */
    void pinGenerationZero(Collection<ClassChange> changes) {
        for (ClassChange change : changes) {
            if (change.before() != null && pinned.add(change.name())) {
                loaders.pin(change.name());
            }
        }
    }
}
