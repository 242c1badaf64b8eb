package dev.hmr.inplace;

import dev.hmr.load.Loaders;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * The methods added to one class, each in its latest version: a call that was linked once, an old lambda object's among them,
 * runs the new one. The companion is defined when a call is linked, and from then on whenever it is replaced. And the values
 * of the static fields added to it. Thread-safe.
 */
final class Additions {
    private static final MethodHandle NOT_NULL = notNull();
    private static final int STATIC = Opcodes.ACC_STATIC;

    private final Class<?> host;
    /** The calls that were linked, by key. */
    private final Map<String, MutableCallSite> linked = new HashMap<>();

    private @Nullable Companion companion;
    /** The methods of the companion by their names; null until it is defined. */
    private @Nullable Map<String, MethodHandle> defined;

    private @Nullable Lookup nestmate;
    /** By the fields' keys; of a field that was removed the last one, for objects of lambdas that were removed with it. */
    private Map<String, Cell> cells = Map.of();

    /** What there is at one time, to be put back. */
    record State(@Nullable Companion companion, Map<String, Cell> cells) {
        boolean has(Set<AddedField> fields) {
            return fields.isEmpty() || (companion != null && companion.fields().containsAll(fields));
        }
    }

    Additions(Class<?> host) {
        this.host = host;
    }

    /**
     * The method of a key, whatever it comes to be.
     *
     * @param caller of whatever class calls it
     */
    MethodHandle method(String key, Lookup caller) throws IllegalAccessException {
        Lookup neighbour = neighbour(caller);
        if (AddedCalls.isStatic(key)) {
            // As the call of a static method would, and before a lock is held.
            neighbour.ensureInitialized(host);
        }
        return linked(key, neighbour);
    }

    private Lookup neighbour(Lookup caller) throws IllegalAccessException {
        if (caller.lookupClass().isNestmateOf(host)) {
            return caller;
        }
        Lookup known;
        synchronized (this) {
            known = nestmate;
        }
        return known == null ? Nest.lookup(host) : known;
    }

    /**
     * What holds the value of a field.
     *
     * @param caller of whatever class uses it
     */
    Cell cell(String key, Lookup caller) throws IllegalAccessException {
        // As the use of a static field would, and before a lock is held.
        neighbour(caller).ensureInitialized(host);
        synchronized (this) {
            Cell cell = cells.get(key);
            if (cell == null) {
                throw new NoSuchFieldError(host.getName() + "." + key);
            }
            return cell;
        }
    }

    /** The value of a field that was added and is still there. */
    synchronized Optional<Loaders.Held> held(String key) {
        Cell cell = companion != null && companion.declares(key) ? cells.get(key) : null;
        return cell == null ? Optional.empty() : Optional.of(new Loaders.Held(cell.value()));
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

    synchronized State state() {
        return new State(companion, cells);
    }

    /** All is as it was, the values of fields that were removed since then included. */
    void restore(State before) {
        put(before.companion, before.cells, null);
    }

    /**
     * Puts the latest versions of all added methods in place of those before; those that are no longer there stay. Fields
     * that were there keep their values, others get their first ones.
     *
     * @throws LinkageError if the JVM does not take the companion, or a first value cannot be computed
     */
    void replace(@Nullable Companion next) {
        State before = state();
        Map<String, Cell> values = new HashMap<>(before.cells);
        Map<String, MethodHandle> methods = null;
        if (next != null && !before.has(next.fields())) {
            methods = define(next);
            for (AddedField field : next.fields()) {
                if (!before.has(Set.of(field))) {
                    values.put(field.key(), new Cell(field, firstValue(field, next, methods)));
                }
            }
        }
        put(next, Map.copyOf(values), methods);
    }

    /** Runs the code of libraries, so not to be called with a lock held. */
    private @Nullable Object firstValue(AddedField field, Companion companion, Map<String, MethodHandle> methods) {
        String name = companion.methods().get(AddedCalls.key(field.initialValue(), "()" + field.descriptor(), STATIC));
        if (name == null) {
            return null;
        }
        try {
            return Objects.requireNonNull(methods.get(name), name)
                    .asType(MethodType.methodType(Object.class))
                    .invoke();
        } catch (Throwable e) {
            throw new LinkageError("No first value for " + host.getName() + "." + field.name(), e);
        }
    }

    private Map<String, MethodHandle> define(Companion next) {
        Lookup known;
        synchronized (this) {
            known = nestmate;
        }
        try {
            return define(next, known == null ? Nest.lookup(host) : known);
        } catch (IllegalAccessException e) {
            throw (IllegalAccessError) new IllegalAccessError(e.getMessage()).initCause(e);
        }
    }

    /** @param methods those of the companion; null if it is yet to be defined */
    private synchronized void put(
            @Nullable Companion next, Map<String, Cell> values, @Nullable Map<String, MethodHandle> methods) {
        companion = next;
        cells = values;
        defined = methods;
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
                MethodHandle handle = made.unreflect(method).asFixedArity();
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
