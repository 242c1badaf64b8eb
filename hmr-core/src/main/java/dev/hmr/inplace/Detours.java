package dev.hmr.inplace;

import dev.hmr.graph.ClassFile;
import dev.hmr.graph.Joins;
import dev.hmr.load.Loaders;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Leads guarded methods of classes that were redefined around their bodies, and back. Session thread only. */
final class Detours {
    private static final System.Logger LOG = System.getLogger("dev.hmr");

    private final Loaders loaders;
    private final Joins joins;

    Detours(Loaders loaders, Joins joins) {
        this.loaders = loaders;
        this.joins = joins;
    }

    /** Has all the classes do what their versions say, or none of them; returns whether they do. */
    boolean lead(Collection<Placed> classes) throws ClassNotFoundException {
        Map<Junction, Junction.State> ways = new LinkedHashMap<>();
        for (Placed changed : classes) {
            Class<?> host = changed.load(loaders);
            Junction.State way = way(changed, host);
            if (way == null) {
                return false;
            }
            ways.put(Junction.of(host), way);
        }
        ways.forEach(Junction::lead);
        return true;
    }

    /** The classes run their own code, with which they have just been redefined. */
    void end(Collection<Placed> classes) throws ClassNotFoundException {
        for (Placed settled : classes) {
            ClassFile own = settled.version().inputs().get(settled.name());
            Junction.of(settled.load(loaders)).lead(new Junction.State(own, Map.of()));
        }
    }

    /** The JVM does not redefine the classes: where they lead they go on leading, but no further change takes a detour. */
    void refuse(Collection<Placed> classes) {
        for (Placed refused : classes) {
            try {
                Junction junction = Junction.of(refused.load(loaders));
                junction.lead(new Junction.State(null, junction.state().detours()));
            } catch (ClassNotFoundException e) {
                LOG.log(Level.DEBUG, "Not there: " + refused, e);
            }
        }
    }

    /** Where a class is to lead; null if it must be redefined to do what its version says. */
    private Junction.@Nullable State way(Placed changed, Class<?> host) {
        Junction.State now = Junction.of(host).state();
        ClassFile own = now.own();
        ClassFile next = changed.version().inputs().get(changed.name());
        ClassFile fitted = changed.version().classes().get(changed.name());
        // What a named module does not export, a class of another loader cannot get to.
        if (own == null || next == null || fitted == null || host.getModule().isNamed()) {
            return null;
        }
        Set<String> methods = new HashSet<>(next.changedMethods(own));
        // Others were added, and are beside it.
        methods.removeIf(method -> !fitted.hasMethod(method));
        if (!methods.stream().allMatch(method -> Guards.isGuarded(fitted, method)) || !next.showsLike(own)) {
            return null;
        }
        try {
            Map<String, MethodHandle> bodies = new HashMap<>(removed(now, next));
            if (!methods.isEmpty()) {
                Optional<Detour> detour =
                        Detour.around(fitted, methods, changed.version().nests(), joins, Inherited.of(host, joins));
                if (detour.isEmpty()) {
                    return null;
                }
                bodies.putAll(bodies(changed, detour.get()));
            }
            return new Junction.State(own, bodies);
        } catch (ClassNotFoundException | IllegalAccessException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "No detour: " + e, e);
            return null;
        }
    }

    /** Objects may still run methods that are gone, as they were last. */
    private static Map<String, MethodHandle> removed(Junction.State now, ClassFile next) {
        Map<String, MethodHandle> removed = new HashMap<>(now.detours());
        removed.keySet().removeIf(key -> next.hasMethod(AddedCalls.method(key)));
        return removed;
    }

    private Map<String, MethodHandle> bodies(Placed changed, Detour detour)
            throws ClassNotFoundException, IllegalAccessException {
        Map<String, MethodHandle> found = new HashMap<>();
        for (Method method :
                loaders.loadBeside(changed.version(), detour.file()).getDeclaredMethods()) {
            if (!Modifier.isPublic(method.getModifiers())) {
                // Made for it when it was defined.
                continue;
            }
            MethodHandle body = MethodHandles.publicLookup().unreflect(method).asFixedArity();
            found.put(
                    method.getName() + Type.getMethodDescriptor(method),
                    body.asType(body.type().erase()));
        }
        Map<String, MethodHandle> bodies = new HashMap<>();
        detour.methods().forEach((key, method) -> bodies.put(key, Objects.requireNonNull(found.get(method), method)));
        return bodies;
    }
}
