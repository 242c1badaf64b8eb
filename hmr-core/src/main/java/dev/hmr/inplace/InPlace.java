package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Concealment;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Joins;
import dev.hmr.graph.Names;
import dev.hmr.graph.Redefined;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitVersion;
import dev.hmr.load.Loaders;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has the JVM take new code for classes that stay where they are: at once by {@linkplain Detour detours} where it can, by redefining
 * the classes where it must. Session thread only.
 */
public final class InPlace {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    /** So many classes take the JVM a fraction of a second, for which a save would have to wait. */
    private static final int AT_ONCE = 200;

    private final Loaders loaders;
    private final Detours detours;
    private final Set<String> redefined = new HashSet<>();
    private final AddedCalls added = new AddedCalls();
    private final NestBorder border = new NestBorder();
    /** What the plan that was carried out last replaced. */
    private final Map<Class<?>, Before> replaced = new LinkedHashMap<>();
    /** The classes whose methods do not all run the code that they have, or not with its line numbers. */
    private final Set<Placed> unsettled = new LinkedHashSet<>();

    /** The classes that have been redefined for the sake of the next change. */
    private final Set<Class<?>> prepared = Collections.newSetFromMap(new WeakHashMap<>());

    private @Nullable Instrumentation instrumentation;
    private @Nullable BodyFit rule;

    private record Before(Additions.State additions, Junction.State junction) {}

    /** @param joins of the project's classes */
    public InPlace(Loaders loaders, Joins joins) {
        this.loaders = loaders;
        this.detours = new Detours(loaders, joins);
        loaders.rewriteWith(new Redirections(added, border));
    }

    /** The class (internal name) that code belongs to which a stack trace shows in another one. */
    public static String classOf(String shown) {
        return Detour.host(shown);
    }

    /** From now on classes can be redefined by this; before, or with null, every change is reloaded. */
    public void begin(@Nullable Instrumentation given) {
        instrumentation = given;
    }

    /** What may be redefined rather than reloaded by the next plan. */
    public InPlaceRule rule(ChangedCode changed, Concealment concealment, Set<String> outgrown) {
        rule = instrumentation == null ? null : new BodyFit(loaders, changed, concealment, outgrown);
        return rule == null ? new InPlaceRule.Reloading(outgrown) : rule;
    }

    /** Classes (internal names) that were ever redefined, and so may have got members. */
    public Set<String> redefined() {
        return redefined;
    }

    /**
     * Has classes become what a plan says, all of it or nothing; returns false if the JVM refuses. Not all of them run it as their own
     * code before they are {@linkplain #settle settled}.
     */
    public boolean carryOut(ReloadPlan plan) {
        replaced.clear();
        return plan.redefined().isEmpty() || change(plan.redefined());
    }

    /** Has the classes of one unit, which do the same as before, be as they are now once they are settled. */
    public void refresh(Redefined unit) {
        unit.takeUp();
        unsettled.addAll(Placed.of(unit, unit.after().inputs().keySet()));
    }

    /**
     * Has every class run its own code, with its line numbers, for which the JVM holds all threads for a moment: to be called
     * while nobody waits, and before code is run whose place on the stack matters.
     */
    public void settle() {
        if (unsettled.isEmpty() || instrumentation == null) {
            return;
        }
        List<Placed> classes = List.copyOf(unsettled);
        unsettled.clear();
        settle(classes);
    }

    /** If the JVM refuses one – another agent may have changed it, or what it was compiled with is not there – the others are settled. */
    private void settle(List<Placed> classes) {
        try {
            redefine(classes);
        } catch (ClassNotFoundException
                | UnmodifiableClassException
                | RuntimeException
                | LinkageError
                | InternalError e) {
            int half = classes.size() / 2;
            if (half == 0) {
                LOG.log(Level.DEBUG, "Not settled: " + e, e);
                detours.refuse(classes);
            } else {
                settle(classes.subList(0, half));
                settle(classes.subList(half, classes.size()));
            }
        }
    }

    /**
     * Redefines some of the classes that are loaded as they are, so that the first change of their code takes a detour, too. To be called
     * while nobody waits, and again if it returns true: then there are more.
     *
     * @param serving the version that serves a class (internal name); null if it is none of the project's
     */
    public boolean prepare(Function<String, @Nullable UnitVersion> serving) {
        Instrumentation jvm = instrumentation;
        if (jvm == null) {
            return false;
        }
        for (Class<?> type : jvm.getAllLoadedClasses()) {
            String name = Names.internal(type.getName());
            UnitVersion version = type.isInterface() || type.isArray() ? null : serving.apply(name);
            if (version != null
                    && !type.getModule().isNamed()
                    && loaders.isDefinedBy(version, type)
                    && prepared.add(type)
                    && Junction.of(type).state().own() == null) {
                unsettled.add(new Placed(version, name));
                if (unsettled.size() == AT_ONCE) {
                    settle();
                    return true;
                }
            }
        }
        settle();
        return false;
    }

    private boolean change(List<Redefined> units) {
        BodyFit fitted = rule;
        if (fitted == null || instrumentation == null) {
            return false;
        }
        units.forEach(Redefined::takeUp);
        try {
            units.forEach(unit -> loaders.link(unit.version()));
            // Before any bytes are made, so that whatever is defined from now on finds them.
            units.forEach(unit -> unit.classes().forEach(name -> added.note(name, fitted.companion(name))));
            units.forEach(unit -> redefined.addAll(unit.classes()));
            units.forEach(this::define);
            List<Placed> classes = new ArrayList<>();
            // To redefine one that was just defined has the JVM verify it.
            units.forEach(
                    unit -> classes.addAll(Placed.of(unit, unit.after().inputs().keySet())));
            for (Placed changed : classes) {
                replace(changed, fitted.companion(changed.name()));
            }
            if (detours.lead(classes)) {
                unsettled.addAll(classes);
            } else {
                redefine(classes);
            }
            return true;
        } catch (ClassNotFoundException
                | UnmodifiableClassException
                | RuntimeException
                | LinkageError
                | InternalError e) {
            LOG.log(Level.DEBUG, "Not in place: " + e, e);
            units.forEach(unit -> loaders.unlink(unit.version()));
            putBack();
            return false;
        }
    }

    /** Puts back what a plan changed. */
    public void undo(ReloadPlan plan) {
        if (plan.redefined().isEmpty() || instrumentation == null) {
            return;
        }
        List<Placed> again = new ArrayList<>();
        for (Redefined unit : plan.redefined()) {
            unit.putBack();
            loaders.unlink(unit.version());
            again.addAll(Placed.of(unit, unit.before().classes().keySet()));
        }
        again.removeIf(changed -> !isAnother(changed));
        putBack();
        try {
            redefine(again);
        } catch (ClassNotFoundException
                | UnmodifiableClassException
                | RuntimeException
                | LinkageError
                | InternalError e) {
            LOG.log(Level.ERROR, "The code before could not be put back; save again, or restart", e);
            detours.refuse(again);
        }
    }

    /** Whether a class itself has been redefined since a plan was begun. */
    private boolean isAnother(Placed changed) {
        try {
            Class<?> host = changed.load(loaders);
            Before before = replaced.get(host);
            return before == null
                    || !Objects.equals(
                            before.junction.own(), Junction.of(host).state().own());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.DEBUG, "Not there, and so as it was: " + changed, e);
            return false;
        }
    }

    private void replace(Placed changed, @Nullable Companion companion) throws ClassNotFoundException {
        Class<?> host = changed.load(loaders);
        Additions additions = Companions.of(host);
        replaced.put(host, new Before(additions.state(), Junction.of(host).state()));
        additions.replace(
                companion == null ? null : companion.with(loaders.bytesBeside(changed.version(), companion.file())));
    }

    private void define(Redefined unit) {
        Map<String, ClassFile> classes = unit.added();
        if (!classes.isEmpty()) {
            border.note();
            loaders.define(unit.version(), classes);
        }
    }

    private void redefine(Collection<Placed> classes) throws ClassNotFoundException, UnmodifiableClassException {
        Instrumentation jvm = instrumentation;
        if (jvm == null || classes.isEmpty()) {
            return;
        }
        List<ClassDefinition> definitions = new ArrayList<>();
        for (Placed changed : classes) {
            definitions.add(loaders.redefinition(changed.version(), changed.name()));
        }
        jvm.redefineClasses(definitions.toArray(ClassDefinition[]::new));
        unsettled.removeAll(classes);
        detours.end(classes);
    }

    private void putBack() {
        replaced.forEach((host, before) -> {
            try {
                Companions.of(host).restore(before.additions);
                Junction.of(host).lead(before.junction);
            } catch (LinkageError e) {
                LOG.log(Level.ERROR, "Added methods of " + host.getName() + " could not be put back", e);
            }
        });
        replaced.clear();
    }
}
