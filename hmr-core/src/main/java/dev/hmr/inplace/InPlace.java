package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Concealment;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Names;
import dev.hmr.graph.Redefined;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.load.Loaders;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has the JVM take new code for classes that stay where they are. Session thread only. */
public final class InPlace {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Loaders loaders;
    private final Set<String> redefined = new HashSet<>();
    private final AddedCalls added = new AddedCalls();
    private final NestBorder border = new NestBorder();
    /** What the plan that was carried out last replaced. */
    private final Map<Class<?>, Additions.State> replaced = new LinkedHashMap<>();

    private @Nullable Instrumentation instrumentation;
    private @Nullable BodyFit rule;

    public InPlace(Loaders loaders) {
        this.loaders = loaders;
        loaders.rewriteWith(new Redirections(added, border));
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

    /** Redefines what a plan says, all of it or nothing; returns false if the JVM refuses. */
    public boolean carryOut(ReloadPlan plan) {
        replaced.clear();
        return plan.redefined().isEmpty() || redefine(plan.redefined());
    }

    /** Redefines the classes of one unit that do the same as before; if the JVM refuses they stay as they are. */
    public void refresh(Redefined unit) {
        replaced.clear();
        if (!redefine(List.of(unit))) {
            unit.putBack();
        }
    }

    private boolean redefine(List<Redefined> units) {
        BodyFit fitted = rule;
        Instrumentation jvm = instrumentation;
        if (fitted == null || jvm == null) {
            return false;
        }
        units.forEach(Redefined::takeUp);
        try {
            units.forEach(unit -> loaders.link(unit.version()));
            // Before any bytes are made, so that whatever is defined from now on finds them.
            units.forEach(unit -> unit.classes().forEach(name -> added.note(name, fitted.companion(name))));
            units.forEach(unit -> redefined.addAll(unit.classes()));
            units.forEach(this::define);
            List<ClassDefinition> definitions = new ArrayList<>();
            for (Redefined unit : units) {
                for (ClassDefinition definition :
                        definitions(unit, unit.after().inputs().keySet())) {
                    definitions.add(definition);
                    Class<?> host = definition.getDefinitionClass();
                    replace(host, unit, fitted.companion(Names.internal(host.getName())));
                }
            }
            jvm.redefineClasses(definitions.toArray(ClassDefinition[]::new));
            return true;
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            LOG.log(Level.DEBUG, "Not in place: " + e, e);
            units.forEach(unit -> loaders.unlink(unit.version()));
            putCompanionsBack();
            return false;
        }
    }

    /** Puts back what a plan redefined. */
    public void undo(ReloadPlan plan) {
        Instrumentation jvm = instrumentation;
        if (plan.redefined().isEmpty() || jvm == null) {
            return;
        }
        plan.redefined().forEach(unit -> {
            unit.putBack();
            loaders.unlink(unit.version());
        });
        putCompanionsBack();
        try {
            List<ClassDefinition> definitions = new ArrayList<>();
            for (Redefined unit : plan.redefined()) {
                definitions.addAll(definitions(unit, unit.before().classes().keySet()));
            }
            jvm.redefineClasses(definitions.toArray(ClassDefinition[]::new));
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            LOG.log(Level.ERROR, "The code before could not be put back; save again, or restart", e);
        }
    }

    private void replace(Class<?> host, Redefined unit, @Nullable Companion companion) {
        Additions additions = Companions.of(host);
        replaced.put(host, additions.state());
        additions.replace(
                companion == null ? null : companion.with(loaders.bytesBeside(unit.version(), companion.file())));
    }

    private void define(Redefined unit) {
        Map<String, ClassFile> classes = unit.added();
        if (!classes.isEmpty()) {
            border.note();
            loaders.define(unit.version(), classes);
        }
    }

    /** Of those among its classes that are there; to redefine one that was just defined has the JVM verify it. */
    private List<ClassDefinition> definitions(Redefined unit, Set<String> there) throws ClassNotFoundException {
        List<ClassDefinition> definitions = new ArrayList<>();
        for (String name : unit.classes()) {
            if (there.contains(name)) {
                definitions.add(loaders.redefinition(unit.version(), name));
            }
        }
        return definitions;
    }

    private void putCompanionsBack() {
        replaced.forEach((host, before) -> {
            try {
                Companions.of(host).restore(before);
            } catch (LinkageError e) {
                LOG.log(Level.ERROR, "Added methods of " + host.getName() + " could not be put back", e);
            }
        });
        replaced.clear();
    }
}
