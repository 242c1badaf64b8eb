package dev.hmr.inplace;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The methods added to one class, each in its latest version: a call that was linked once, an old lambda object's among them,
 * runs the new one. The companion is defined when a call is linked, and from then on whenever it is replaced. Thread-safe.
 */
final class Additions {
    private static final MethodHandle NOT_NULL = notNull();

    private final Class<?> host;
    /** The calls that were linked, by key. */
    private final Map<String, MutableCallSite> linked = new HashMap<>();

    private @Nullable Companion companion;
    /** The methods of the companion by their names; null until it is defined. */
    private @Nullable Map<String, MethodHandle> defined;

    private @Nullable Lookup nestmate;

    Additions(Class<?> host) {
        this.host = host;
    }

    /**
     * The method of a key, whatever it comes to be.
     *
     * @param caller of whatever class calls it
     */
    MethodHandle method(String key, Lookup caller) throws IllegalAccessException {
        Lookup neighbour = caller.lookupClass().isNestmateOf(host) ? caller : Nest.lookup(host);
        if (AddedCalls.isStatic(key)) {
            // As the call of a static method would, and before a lock is held.
            neighbour.ensureInitialized(host);
        }
        return linked(key, neighbour);
    }

    private synchronized MethodHandle linked(String key, Lookup neighbour) {
        nestmate = neighbour;
        MutableCallSite site = linked.get(key);
        if (site == null) {
            MethodHandle target = companion == null ? null : find(companion, key, neighbour);
            if (target == null) {
                throw new NoSuchMethodError(host.getName() + "." + key);
            }
            site = new MutableCallSite(target);
            linked.put(key, site);
        }
        return site.dynamicInvoker();
    }

    synchronized @Nullable Companion companion() {
        return companion;
    }

    /**
     * Puts the latest versions of all added methods in place of those before; those that are no longer there stay.
     *
     * @throws LinkageError if the JVM does not take the companion
     */
    synchronized void replace(@Nullable Companion next) {
        companion = next;
        defined = null;
        Lookup neighbour = nestmate;
        if (next == null || neighbour == null) {
            return;
        }
        linked.forEach((key, site) -> {
            MethodHandle target = find(next, key, neighbour);
            if (target != null) {
                site.setTarget(target);
            }
        });
        MutableCallSite.syncAll(linked.values().toArray(MutableCallSite[]::new));
    }

    private @Nullable MethodHandle find(Companion from, String key, Lookup neighbour) {
        String name = from.methods().get(key);
        if (name == null) {
            return null;
        }
        Map<String, MethodHandle> methods = defined;
        if (methods == null) {
            methods = define(from, neighbour);
            defined = methods;
        }
        MethodHandle method = Objects.requireNonNull(methods.get(name), name);
        return AddedCalls.isStatic(key) ? method : MethodHandles.filterArguments(method, 0, NOT_NULL);
    }

    private static Map<String, MethodHandle> define(Companion companion, Lookup neighbour) {
        try {
            // Initialized, so that it is verified before anything relies on it.
            Lookup made = neighbour.defineHiddenClass(companion.file().bytes(), true, ClassOption.NESTMATE);
            Map<String, MethodHandle> methods = new HashMap<>();
            for (Method method : made.lookupClass().getDeclaredMethods()) {
                MethodHandle handle = made.unreflect(method);
                methods.put(method.getName(), handle.asType(handle.type().erase()));
            }
            return methods;
        } catch (IllegalAccessException e) {
            throw (IllegalAccessError) new IllegalAccessError(e.getMessage()).initCause(e);
        }
    }

    private static MethodHandle notNull() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Objects.class, "requireNonNull", MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Objects.requireNonNull", e);
        }
    }
}
