package dev.hmr.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of units go on to serve although something around them changed, as they are or redefined where they are. One
 * for a plan; session thread only.
 */
final class Reuse {
    private final InPlaceRule rule;
    private final Set<String> readsAgain;
    private final Map<Unit, Redefined> redefined = new LinkedHashMap<>();

    /** @param readsAgain classes (internal names) whose static initializers have read what is no longer true */
    Reuse(InPlaceRule rule, Set<String> readsAgain) {
        this.rule = rule;
        this.readsAgain = readsAgain;
    }

    /** The versions that serve on with other code. */
    Map<Unit, Redefined> redefined() {
        return redefined;
    }

    /** Why a unit needs a new version; null if the last one serves on. Whatever was said of the unit before is forgotten. */
    @Nullable
    ReloadReason against(Unit unit, @Nullable UnitVersion last, UnitVersion.Contents next) {
        redefined.remove(unit);
        if (last == null) {
            return new ReloadReason.Regrouped();
        }
        Set<String> reading = among(readsAgain, next);
        if (!reading.isEmpty()) {
            return new ReloadReason.ReadsAgain(reading);
        }
        Set<String> edited = last.differing(next.inputs());
        Set<String> initialized = initializedAgain(last, edited, next);
        if (!initialized.isEmpty()) {
            return new ReloadReason.InitializedAgain(initialized);
        }
        Set<String> outgrown = among(rule.outgrown(), next);
        if (outgrown.isEmpty() && last.hasInputs(next.inputs(), next.links())) {
            return null;
        }
        if (!edited.isEmpty()) {
            String refusal = outgrown.isEmpty() ? redefine(last, edited, next) : "";
            return refusal == null ? null : new ReloadReason.Edited(edited, refusal);
        }
        return outgrown.isEmpty() ? ReloadReason.LinksTo.other(last, next) : new ReloadReason.Outgrown(outgrown);
    }

    private static Set<String> among(Collection<String> names, UnitVersion.Contents contents) {
        Set<String> found = new TreeSet<>(names);
        found.retainAll(contents.classes().keySet());
        return found;
    }

    /** Those that lead to redefined code by what they link to; others cannot have run it. */
    private Set<String> initializedAgain(UnitVersion last, Set<String> edited, UnitVersion.Contents next) {
        Set<String> found = among(rule.initializedAgain(), next);
        // What is new has run nothing.
        found.retainAll(last.inputs().keySet());
        boolean leads = found.isEmpty() || !edited.isEmpty() || Redefined.isLedToBy(last, redefined.values());
        return leads ? found : Collections.emptySet();
    }

    /** Has a version become another where it is; or says why it cannot. */
    private @Nullable String redefine(UnitVersion last, Set<String> edited, UnitVersion.Contents next) {
        if (rule instanceof InPlaceRule.Reloading) {
            return "";
        }
        List<UnitVersion> others = last.missing(next.links());
        if (!rule.canLink(last, others)) {
            return "where it is, it cannot get to " + others.get(0).unit() + " as that is now";
        }
        Map<String, ClassFile> fitted = new HashMap<>(last.classes());
        List<ClassFile> added = new ArrayList<>();
        for (String name : edited) {
            ClassFile running = last.classes().get(name);
            ClassFile file = next.classes().get(name);
            if (file == null) {
                // It is gone, and stays where it is: nobody uses it.
                continue;
            }
            if (running == null) {
                added.add(file);
                continue;
            }
            if (!last.inputs().containsKey(name) && mayHaveRun(running, file)) {
                return Names.simple(name) + " was there before, and may have run";
            }
            InPlaceRule.Fit fit = rule.fit(running, file);
            if (fit instanceof InPlaceRule.Fits fits) {
                fitted.put(name, fits.redefined());
            } else if (fit instanceof InPlaceRule.Refused refused) {
                return refused.why();
            }
        }
        fitted.putAll(Nests.apart(added));
        UnitVersion.Contents after = next.with(fitted);
        Optional<String> separation = rule.separation(after, edited);
        if (separation.isPresent()) {
            return separation.get();
        }
        redefined.put(last.unit(), new Redefined(last, edited, last.contents(), after));
        return null;
    }

    /** Whether something may be left of what a class that comes back has done, or objects that run its lambda bodies. */
    private static boolean mayHaveRun(ClassFile running, ClassFile next) {
        return running.methodAccess("<clinit>", "()V") != null
                || next.methodAccess("<clinit>", "()V") != null
                || !running.staticVariables().isEmpty()
                || next.methods().keySet().stream().anyMatch(method -> method.startsWith(MethodCalls.LAMBDA));
    }
}
