package dev.hmr.oracle;

import dev.hmr.graph.ClassChange;
import dev.hmr.graph.ClassFile;
import dev.hmr.graph.ClassIndex;
import dev.hmr.graph.InPlaceRule;
import dev.hmr.graph.LambdaNames;
import dev.hmr.graph.Names;
import dev.hmr.graph.ReloadPlan;
import dev.hmr.graph.UnitGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which classes have to be reloaded from one clean build to the next; all others are to be kept. */
final class CleanReload {
    private final ClassIndex index = new ClassIndex();
    private final UnitGraph graph;

    CleanReload(Map<String, byte[]> classes) {
        classes.values().forEach(bytes -> index.put(ClassFile.read(bytes)));
        graph = new UnitGraph(index, version -> {
            throw new UnsupportedOperationException("Nothing is loaded here: " + version);
        });
    }

    /** The top-level classes that are new or not what they were in the last build, those that link to such included. */
    SortedSet<String> reloaded(Map<String, byte[]> classes) {
        List<ClassChange> changes = new ArrayList<>();
        for (ClassFile before : List.copyOf(index.all())) {
            if (!classes.containsKey(Names.binary(before.name()))) {
                changes.add(new ClassChange(before.name(), before, null));
                index.remove(before.name());
            }
        }
        classes.values().forEach(bytes -> {
            ClassFile compiled = ClassFile.read(bytes);
            ClassFile before = index.get(compiled.name());
            ClassFile after = before == null ? compiled : LambdaNames.follow(before, compiled);
            changes.add(new ClassChange(after.name(), before, after));
            index.put(after);
        });
        ReloadPlan plan = graph.plan(changes, InPlaceRule.NEVER, Set.of());
        SortedSet<String> reloaded = new TreeSet<>();
        plan.reloaded()
                .forEach(version -> version.unit().topLevels().forEach(name -> reloaded.add(Names.binary(name))));
        graph.commit(plan, false);
        return reloaded;
    }
}
