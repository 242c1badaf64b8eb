package dev.hmr.inplace;

import dev.hmr.graph.ChangedCode;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.Redefined;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.load.Loaders;
import java.lang.System.Logger.Level;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has the JVM take new code for classes that stay where they are. Session thread only. */
public final class InPlace {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Loaders loaders;
    private @Nullable Instrumentation instrumentation;

    public InPlace(Loaders loaders) {
        this.loaders = loaders;
    }

    /** From now on classes can be redefined by this; before, or with null, every change is reloaded. */
    public void begin(@Nullable Instrumentation given) {
        instrumentation = given;
    }

    /** What may be redefined rather than reloaded. */
    public InPlaceRule rule(ChangedCode changed) {
        return instrumentation == null ? InPlaceRule.NEVER : new BodyFit(changed);
    }

    /** Redefines what a plan says, all of it or nothing; returns false if the JVM refuses. */
    public boolean carryOut(ReloadPlan plan) {
        plan.redefined().forEach(Redefined::takeUp);
        return redefine(plan);
    }

    /** Puts back what a plan redefined. */
    public void undo(ReloadPlan plan) {
        plan.redefined().forEach(Redefined::putBack);
        if (!redefine(plan)) {
            LOG.log(Level.ERROR, "The code before could not be put back; save again, or restart");
        }
    }

    private boolean redefine(ReloadPlan plan) {
        Instrumentation jvm = instrumentation;
        if (plan.redefined().isEmpty() || jvm == null) {
            return plan.redefined().isEmpty();
        }
        try {
            List<ClassDefinition> definitions = new ArrayList<>();
            for (Redefined unit : plan.redefined()) {
                for (String name : unit.classes()) {
                    ClassDefinition loaded =
                            loaders.redefinition(unit.version(), name).orElse(null);
                    if (loaded != null) {
                        definitions.add(loaded);
                    }
                }
            }
            jvm.redefineClasses(definitions.toArray(ClassDefinition[]::new));
            return true;
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            LOG.log(Level.DEBUG, "Not in place: " + e, e);
            return false;
        }
    }
}
