package dev.hmr.graph;

import dev.hmr.reactive.Derived;
import dev.hmr.reactive.Effect;
import dev.hmr.reactive.ReactiveContext;
import dev.hmr.reactive.ReactivityLoss;
import dev.hmr.reactive.Signal;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of all units, as a reactive graph: a class file is a signal, a unit's version is derived from its class
 * files and from the versions of the units it links to. Equal inputs give the same version, and so the same class loader;
 * everything that does not depend on a change is not even looked at.
 *
 * <p>A plan becomes the truth with {@link #commit}; until then
 * the versions before it are live, and the next plan starts from them again. Session thread only, where nothing else is said.
 */
public final class UnitGraph {
    private final ReactiveContext reactive = new ReactiveContext();
    private final ClassIndex index;
    private final Function<UnitVersion, ClassLoader> loading;
    private final Map<String, Signal<ClassFile>> files = new HashMap<>();
    private final Map<Unit, Node> nodes = new HashMap<>();
    private final Map<Unit, UnitVersion> live = new HashMap<>();
    private final Map<String, UnitVersion> liveClasses = new HashMap<>();
    private final Map<Unit, UnitVersion> planned = new LinkedHashMap<>();
    /** By class name; read by class loaders on any thread. */
    private final Map<String, UnitVersion> serving = new ConcurrentHashMap<>();

    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final UnitEdges edges;
    /** Units that are no more, and were when the live versions were planned. */
    private final Set<Unit> dissolved = new HashSet<>();

    private Units units;
    private Reuse reuse = new Reuse(InPlaceRule.NEVER, Set.of());
    private long generation;
    private boolean started;

    /**
     * Starts at generation 0 with the class files of the index.
     *
     * @param loading makes the class loader of a version, when its classes are first needed
     */
    public UnitGraph(ClassIndex index, Function<UnitVersion, ClassLoader> loading) {
        this.index = index;
        this.loading = loading;
        this.edges = new UnitEdges(index);
        this.units = Units.of(edges);
        index.all().forEach(this::follow);
        units.dependenciesFirst().forEach(unit -> nodes.put(unit, new Node(unit)));
        commit();
        started = true;
    }

    /** The generation that is live. */
    public long generation() {
        return generation;
    }

    /** How many units there are. */
    public int size() {
        return nodes.size();
    }

    /**
     * Works out which units need a new version.
     *
     * @param changes what changed since the last plan, carried out or not; the index holds the new class files already
     * @param rule which of the changed classes may stay where they are
     * @param initialized classes (internal names) whose static initializers have read what is no longer true
     */
    public ReloadPlan plan(Collection<ClassChange> changes, InPlaceRule rule, Set<String> initialized) {
        Set<Unit> again = new HashSet<>(planned.keySet());
        again.addAll(reuse.redefined().keySet());
        reuse = new Reuse(rule, initialized);
        Stream.of(rule.initializedAgain(), rule.outgrown(), initialized)
                .flatMap(Set::stream)
                .map(this::unitOf)
                .filter(Objects::nonNull)
                .forEach(again::add);
        planned.clear();
        reactive.batch(() -> {
            again.stream().map(nodes::get).filter(Objects::nonNull).forEach(Node::invalidate);
            changes.forEach(this::apply);
            List<String> related = changes.stream()
                    .filter(ClassChange::regroups)
                    .map(ClassChange::name)
                    .toList();
            if (edges.update(related)) {
                regroup();
            }
        });
        return new ReloadPlan(
                generation + 1,
                changes.stream().filter(ClassChange::isObservable).toList(),
                List.copyOf(planned.values()),
                List.copyOf(reuse.redefined().values()));
    }

    /** Makes the versions of the last plan the live ones. Without any, and with nothing run again, it is no new generation. */
    public void commit(ReloadPlan plan, boolean ranAgain) {
        commit();
        if (ranAgain || !plan.reloaded().isEmpty() || !plan.redefined().isEmpty()) {
            generation = plan.generation();
        }
    }

    /** The last plan failed: the live versions serve on, and the next plan is made from them. */
    public void abandon() {
        reuse.redefined().values().forEach(unit -> {
            unit.putBack();
            serveAgain(unit.version(), unit.after());
        });
        planned.forEach((unit, version) -> serveAgain(live.get(unit), version.contents()));
    }

    private void serveAgain(@Nullable UnitVersion last, UnitVersion.Contents abandoned) {
        Set<String> served = last == null ? Set.of() : last.inputs().keySet();
        abandoned.inputs().keySet().stream()
                .filter(name -> !served.contains(name))
                .forEach(serving::remove);
        if (last != null) {
            serve(last, served);
        }
    }

    private void commit() {
        live.putAll(planned);
        live.keySet().removeAll(dissolved);
        dissolved.clear();
        Stream.concat(
                        planned.values().stream(),
                        reuse.redefined().values().stream().map(Redefined::version))
                .forEach(version -> version.inputs().keySet().forEach(name -> liveClasses.put(name, version)));
        liveClasses.keySet().removeAll(gone);
        planned.clear();
        reuse = new Reuse(InPlaceRule.NEVER, Set.of());
    }

    /**
     * The version that serves a class (internal name) now: planned, else live; null if it is no project class. May be
     * called from any thread.
     */
    public @Nullable UnitVersion version(String className) {
        return serving.get(className);
    }

    /** The versions that are live, dependencies first. */
    public List<UnitVersion> live() {
        return units.dependenciesFirst().stream()
                .map(live::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The version of a class (internal name) that was live before the last plan; null if there was no such class. */
    public @Nullable UnitVersion live(String className) {
        return liveClasses.get(className);
    }

    /** The class file that the live version of a class (internal name) was made of; null if there is no such class. */
    public @Nullable ClassFile running(String className) {
        UnitVersion version = live(className);
        return version == null ? null : version.contents().inputs().get(className);
    }

    /** The live version with another class file that does the same; empty if the rule refuses it, or it is there already. */
    public Optional<Redefined> refreshed(ClassFile next, InPlaceRule rule) {
        UnitVersion version = live(next.name());
        ClassFile running = version == null ? null : version.classes().get(next.name());
        if (version == null || running == null || running.sameBytes(next)) {
            return Optional.empty();
        }
        return rule.fit(running, next) instanceof InPlaceRule.Fits fits
                ? Optional.of(new Redefined(
                        version,
                        Set.of(next.name()),
                        version.contents(),
                        version.contents().with(Map.of(next.name(), fits.redefined()))))
                : Optional.empty();
    }

    /** A version of a class's unit like the one that serves now, for practice: it has its own loader and is never live. */
    public @Nullable UnitVersion practice(String className) {
        UnitVersion now = version(className);
        return now == null ? null : now.again(generation + 1);
    }

    /** Whether a class (internal name) of generation 0 has since been deleted. May be called from any thread. */
    public boolean isGone(String className) {
        return gone.contains(className);
    }

    private void apply(ClassChange change) {
        ClassFile after = change.after();
        if (after == null) {
            files.remove(change.name());
            serving.remove(change.name());
            gone.add(change.name());
        } else if (files.containsKey(change.name())) {
            signal(change.name()).set(after);
        } else {
            follow(after);
        }
    }

    private void follow(ClassFile file) {
        gone.remove(file.name());
        files.put(file.name(), reactive.signal(file, ClassFile::behavesLike));
    }

    private void regroup() {
        units = Units.of(edges);
        Set<Unit> old = new HashSet<>(nodes.keySet());
        units.dependenciesFirst().forEach(old::remove);
        old.stream().map(nodes::remove).filter(Objects::nonNull).forEach(Node::close);
        nodes.values().stream().filter(node -> node.linksToAny(old)).forEach(Node::invalidate);
        dissolved.addAll(old);
        for (Unit unit : units.dependenciesFirst()) {
            if (!nodes.containsKey(unit)) {
                nodes.put(unit, new Node(unit));
                dissolved.remove(unit);
            }
        }
        edges.usingServices().stream()
                .map(units::ofTopLevel)
                .filter(Objects::nonNull)
                .map(this::node)
                .forEach(Node::invalidate);
    }

    private UnitVersion versionOf(Unit unit) {
        Map<String, ClassFile> inputs = new TreeMap<>();
        Map<String, ClassFile> classes = new TreeMap<>();
        for (String topLevel : unit.topLevels()) {
            for (String name : index.nest(topLevel)) {
                inputs.put(name, signal(name).get());
                classes.put(name, index.get(name));
            }
        }
        Map<Unit, UnitVersion> links = linksOf(unit, classes.values());
        UnitVersion.Contents contents = new UnitVersion.Contents(classes, inputs, links);
        UnitVersion last = live.get(unit);
        ReloadReason reason = reuse.against(unit, last, contents);
        if (last != null && reason == null) {
            planned.remove(unit);
            return serve(last, inputs.keySet());
        }
        UnitVersion next = started
                ? new UnitVersion(unit, generation + 1, contents, reason, loading)
                : new UnitVersion(unit, 0, contents, null, loading);
        planned.put(unit, next);
        return serve(next, inputs.keySet());
    }

    private @Nullable Unit unitOf(String className) {
        String topLevel = index.topLevelOf(className);
        return topLevel == null ? null : units.ofTopLevel(topLevel);
    }

    /** Classes (internal names) that are gone may still be in the version. */
    private UnitVersion serve(UnitVersion version, Set<String> classes) {
        classes.forEach(name -> serving.put(name, version));
        return version;
    }

    private Signal<ClassFile> signal(String className) {
        return Objects.requireNonNull(files.get(className), className);
    }

    private Node node(Unit unit) {
        return Objects.requireNonNull(nodes.get(unit), unit::toString);
    }

    private Map<Unit, UnitVersion> linksOf(Unit unit, Collection<ClassFile> classes) {
        Map<Unit, UnitVersion> links = new LinkedHashMap<>();
        for (ClassFile file : classes) {
            for (String name : index.linked(file)) {
                String topLevel = index.topLevelOf(name);
                Unit linked = topLevel == null ? null : units.ofTopLevel(topLevel);
                if (linked != null && !linked.equals(unit) && !links.containsKey(linked)) {
                    links.put(linked, node(linked).version());
                }
            }
        }
        return links;
    }

    /** A unit's place in the graph. The observer keeps the version up to date without anyone asking for it. */
    private final class Node implements AutoCloseable {
        private final Derived<UnitVersion> version;
        private final Effect observer;
        private @Nullable UnitVersion last;
        private boolean closed;

        Node(Unit unit) {
            version = reactive.derived(() -> {
                        UnitVersion now = last;
                        if (now == null || !closed) {
                            now = versionOf(unit);
                            last = now;
                        }
                        return now;
                    })
                    .onReactivityLoss(ReactivityLoss.IGNORE); // once closed
            observer = reactive.effect(version::get);
        }

        UnitVersion version() {
            return version.get();
        }

        boolean linksToAny(Set<Unit> units) {
            return last != null && last.links().keySet().stream().anyMatch(units::contains);
        }

        void invalidate() {
            version.invalidate();
        }

        /** Who still links here is invalidated too; until it has run again it must not see the unit come back. */
        @Override
        public void close() {
            closed = true;
            observer.close();
        }
    }
}
