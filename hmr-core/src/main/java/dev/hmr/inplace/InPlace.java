package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the JVM take new code for classes that stay where they are. Session thread only. */
public final class InPlace {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Loaders loaders;
    /** What the plan that was carried out last replaced. */
    private final Map<Class<?>, @Nullable Companion> replaced = new LinkedHashMap<>();

    private @Nullable Instrumentation instrumentation;
    private @Nullable BodyFit rule;

    public InPlace(Loaders loaders) {
        this.loaders = loaders;
    }

    /** From now on classes can be redefined by this; before, or with null, every change is reloaded. */
    public void begin(@Nullable Instrumentation given) {
        instrumentation = given;
    }

    /** What may be redefined rather than reloaded by the next plan. */
    public InPlaceRule rule(ChangedCode changed) {
        rule = instrumentation == null ? null : new BodyFit(changed);
        return rule == null ? InPlaceRule.NEVER : rule;
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
            List<ClassDefinition> definitions = definitions(units);
            for (ClassDefinition definition : definitions) {
                Class<?> host = definition.getDefinitionClass();
                Additions additions = Companions.of(host);
                replaced.put(host, additions.companion());
                additions.replace(fitted.companion(Names.internal(host.getName())));
            }
            jvm.redefineClasses(definitions.toArray(ClassDefinition[]::new));
            return true;
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            LOG.log(Level.DEBUG, "Not in place: " + e, e);
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
        plan.redefined().forEach(Redefined::putBack);
        putCompanionsBack();
        try {
            jvm.redefineClasses(definitions(plan.redefined()).toArray(ClassDefinition[]::new));
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            LOG.log(Level.ERROR, "The code before could not be put back; save again, or restart", e);
        }
    }

    private List<ClassDefinition> definitions(List<Redefined> units) throws ClassNotFoundException {
        List<ClassDefinition> definitions = new ArrayList<>();
        for (Redefined unit : units) {
            for (String name : unit.classes()) {
                definitions.add(loaders.redefinition(unit.version(), name));
            }
        }
        return definitions;
    }

    private void putCompanionsBack() {
        replaced.forEach((host, companion) -> {
            try {
                Companions.of(host).replace(companion);
            } catch (LinkageError e) {
                LOG.log(Level.ERROR, "Added methods of " + host.getName() + " could not be put back", e);
            }
        });
        replaced.clear();
    }
}
