package dev.hmr.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells which static initializers do now what they did in the live generation: they and everything they can reach are
 * unchanged. What such a class holds in its static fields is as good as what it would make now. Session thread only.
 */
public final class Initializers {
    private final ClassIndex index;
    private final Reach reach;
    /** By name, since the last commit: the class as it is live, or null if it is new. */
    private final Map<String, @Nullable ClassFile> live = new LinkedHashMap<>();

    /** @param index holds the new class files whenever this object is asked */
    public Initializers(ClassIndex index) {
        this.index = index;
        this.reach = new Reach(index);
    }

    /** Notes what changed, before it is asked about. */
    public void changed(Collection<ClassChange> changes) {
        for (ClassChange change : changes) {
            if (!live.containsKey(change.name())) {
                live.put(change.name(), change.before());
            }
        }
    }

    /** What changed so far is live now. */
    public void commit() {
        live.clear();
        reach.trim();
    }

    /** Those among some classes (internal names) whose initializer would not do what it did; new classes are not among them. */
    public Set<String> changed(Set<String> classes) {
        Map<String, Long> now = fingerprints(classes);
        Map<String, @Nullable ClassFile> next = new HashMap<>();
        live.keySet().forEach(name -> next.put(name, index.get(name)));
        live.forEach(this::put);
        try {
            Set<String> changed = new TreeSet<>();
            fingerprints(classes).forEach((name, before) -> {
                if (index.get(name) != null && !before.equals(now.get(name))) {
                    changed.add(name);
                }
            });
            return changed;
        } finally {
            next.forEach(this::put);
        }
    }

    private Map<String, Long> fingerprints(Set<String> classes) {
        Map<String, Long> fingerprints = new HashMap<>();
        for (String name : classes) {
            Member initializer = new Member(name, "<clinit>", "()V");
            fingerprints.put(name, reach.fingerprint(CodeOrigins.method(initializer)));
        }
        return fingerprints;
    }

    private void put(String name, @Nullable ClassFile file) {
        if (file == null) {
            index.remove(name);
        } else {
            index.put(file);
        }
    }
}
