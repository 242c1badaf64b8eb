package dev.hmr.load;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Names;
import dev.hmr.graph.Unit;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The classes that the stable parent did not have when it was started. It would look for them in files, which are not written
 * yet, or hold what somebody else compiled. Session thread only.
 */
final class AddedClasses {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final ClassLoader stableParent;
    /** The internal names of all; one that failed to be of use is still there. */
    private final Set<String> defined = new HashSet<>();

    AddedClasses(ClassLoader stableParent) {
        this.stableParent = stableParent;
    }

    /**
     * Defines classes that are nested in those of a unit, unless that has been done.
     *
     * @param files by internal name
     * @param rewriting what to define them by
     */
    void define(Unit unit, Map<String, ClassFile> files, Function<ClassFile, byte[]> rewriting) {
        Map<String, ClassFile> waiting = new HashMap<>(files);
        waiting.keySet().removeAll(defined);
        while (!waiting.isEmpty()) {
            // Supertypes first, for the JVM asks the loader for them.
            List<ClassFile> ready = waiting.values().stream()
                    .filter(file -> !waiting.containsKey(file.superName())
                            && Collections.disjoint(waiting.keySet(), file.interfaces()))
                    .toList();
            if (ready.isEmpty()) {
                throw new ClassCircularityError(waiting.keySet().toString());
            }
            for (ClassFile file : ready) {
                define(neighbour(unit, file), file, rewriting.apply(file));
                waiting.remove(file.name());
            }
        }
    }

    private static String neighbour(Unit unit, ClassFile file) {
        return unit.topLevels().stream()
                .filter(host -> Names.samePackage(host, file.name()))
                .findFirst()
                .orElseThrow(() -> new LinkageError(file + " is nested in nothing of " + unit));
    }

    private void define(String host, ClassFile file, byte[] bytes) {
        try {
            Class<?> neighbour = Class.forName(Names.binary(host), false, stableParent);
            Lookup inPackage = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
            defined.add(file.name());
            inPackage.defineClass(bytes);
        } catch (NoClassDefFoundError e) {
            // It is defined, and verified in vain, for two classes that know each other cannot both be first.
            LOG.log(Level.TRACE, "To be verified when it is redefined: " + file, e);
        } catch (ClassNotFoundException | IllegalAccessException e) {
            throw new LinkageError("No way into the package of " + file, e);
        }
    }
}
