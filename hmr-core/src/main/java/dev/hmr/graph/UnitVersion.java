package dev.hmr.graph;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A unit as one generation has it: its class files and the versions of the units they link to. Two versions are different
 * objects even when their contents are equal: each has a class loader of its own. Thread-safe.
 */
public final class UnitVersion {
    private final Unit unit;
    private final long generation;
    private final Map<String, ClassFile> classes;
    private final Map<String, ClassFile> inputs;
    private final Map<Unit, UnitVersion> links;
    private final @Nullable ReloadReason reason;
    private final Function<UnitVersion, ClassLoader> loading;
    private @Nullable ClassLoader loader;

    UnitVersion(
            Unit unit,
            long generation,
            Map<String, ClassFile> classes,
            Map<String, ClassFile> inputs,
            Map<Unit, UnitVersion> links,
            @Nullable ReloadReason reason,
            Function<UnitVersion, ClassLoader> loading) {
        this.unit = unit;
        this.generation = generation;
        this.classes = classes;
        this.inputs = inputs;
        this.links = links;
        this.reason = reason;
        this.loading = loading;
    }

    public Unit unit() {
        return unit;
    }

    /** The generation that brought this version; 0 if it is as the application was started. */
    public long generation() {
        return generation;
    }

    /** The class files to define, by internal name. */
    public Map<String, ClassFile> classes() {
        return classes;
    }

    /** The versions of the units that this one links to. */
    public Map<Unit, UnitVersion> links() {
        return links;
    }

    /** Why this version came to be; null for generation 0. */
    public @Nullable ReloadReason reason() {
        return reason;
    }

    /** The loader of this version's classes, made when first asked for. */
    public synchronized ClassLoader loader() {
        if (loader == null) {
            loader = loading.apply(this);
        }
        return loader;
    }

    /** The loader of this version's classes; null as long as nobody has asked for one. */
    public synchronized @Nullable ClassLoader loaderIfMade() {
        return loader;
    }

    UnitVersion again(long anotherGeneration) {
        return new UnitVersion(unit, anotherGeneration, classes, inputs, links, reason, loading);
    }

    /** Whether a version made now would be this one: code that does the same, linked to the same versions. */
    boolean hasInputs(Map<String, ClassFile> otherInputs, Map<Unit, UnitVersion> otherLinks) {
        return links.size() == otherLinks.size()
                && links.entrySet().stream().allMatch(link -> otherLinks.get(link.getKey()) == link.getValue())
                && differing(otherInputs).isEmpty();
    }

    /** The classes whose code is not that of this version, those among them that only one of both has. */
    Set<String> differing(Map<String, ClassFile> otherInputs) {
        Set<String> differing = new TreeSet<>(otherInputs.keySet());
        differing.addAll(inputs.keySet());
        differing.removeIf(name -> {
            ClassFile own = inputs.get(name);
            ClassFile other = otherInputs.get(name);
            return own != null && other != null && own.behavesLike(other);
        });
        return differing;
    }

    @Override
    public String toString() {
        return unit + "@" + generation;
    }
}
