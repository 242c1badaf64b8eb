package dev.hmr.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A unit as one generation has it: its class files and the versions of the units they link to. Two versions are different
 * objects even when their contents are equal: each has a class loader of its own. Its contents change when classes are
 * redefined where they are. Thread-safe.
 */
public final class UnitVersion {
    private final Unit unit;
    private final long generation;
    private final @Nullable ReloadReason reason;
    private final Function<UnitVersion, ClassLoader> loading;
    private volatile Contents contents;
    private @Nullable ClassLoader loader;

    /**
     * What a version consists of.
     *
     * @param classes the class files to define, by internal name
     * @param inputs the class files that these were made of; others do the same if they behave like them
     * @param links the versions of the units that this one links to
     */
    public record Contents(
            Map<String, ClassFile> classes, Map<String, ClassFile> inputs, Map<Unit, UnitVersion> links) {
        /** The same, but for some class files to define. */
        Contents with(Map<String, ClassFile> others) {
            Map<String, ClassFile> all = new HashMap<>(classes);
            all.putAll(others);
            return new Contents(all, inputs, links);
        }
    }

    UnitVersion(
            Unit unit,
            long generation,
            Contents contents,
            @Nullable ReloadReason reason,
            Function<UnitVersion, ClassLoader> loading) {
        this.unit = unit;
        this.generation = generation;
        this.contents = contents;
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
        return contents.classes();
    }

    /** The class files that those to define were made of, by internal name. */
    public Map<String, ClassFile> inputs() {
        return contents.inputs();
    }

    /** The versions of the units that this one links to. */
    public Map<Unit, UnitVersion> links() {
        return contents.links();
    }

    /** The nests of its classes as they run. */
    public Nests nests() {
        return Nests.of(contents);
    }

    Contents contents() {
        return contents;
    }

    /** Other contents for the same loader. */
    void hold(Contents others) {
        contents = others;
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

    /** A version of a class that is none of the project's, but uses this version's classes and what they link to. */
    public UnitVersion beside(ClassFile file) {
        Map<Unit, UnitVersion> neighbours = new HashMap<>(links());
        neighbours.put(unit, this);
        Map<String, ClassFile> alone = Map.of(file.name(), file);
        return new UnitVersion(
                new Unit(new TreeSet<>(alone.keySet())),
                generation + 1,
                new Contents(alone, alone, neighbours),
                null,
                loading);
    }

    UnitVersion again(long anotherGeneration) {
        return new UnitVersion(unit, anotherGeneration, contents, reason, loading);
    }

    /** Whether a version made now would be this one: code that does the same, linked to the same versions. */
    boolean hasInputs(Map<String, ClassFile> otherInputs, Map<Unit, UnitVersion> otherLinks) {
        Map<Unit, UnitVersion> links = links();
        return links.size() == otherLinks.size()
                && links.entrySet().stream().allMatch(link -> otherLinks.get(link.getKey()) == link.getValue())
                && differing(otherInputs).isEmpty();
    }

    /** Whether a class (internal name) has static fields that were added where it is. */
    public boolean hasAddedFields(String className) {
        ClassFile declared = inputs().get(className);
        ClassFile running = classes().get(className);
        return declared != null
                && running != null
                && !running.staticVariables().containsAll(declared.staticVariables());
    }

    /** Those among some links that this version does not have. */
    List<UnitVersion> missing(Map<Unit, UnitVersion> otherLinks) {
        Map<Unit, UnitVersion> links = links();
        return otherLinks.entrySet().stream()
                .filter(link -> links.get(link.getKey()) != link.getValue())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The classes whose code is not that of this version, those among them that only one of both has. */
    Set<String> differing(Map<String, ClassFile> otherInputs) {
        Map<String, ClassFile> inputs = contents.inputs();
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
